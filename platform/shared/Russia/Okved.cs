namespace SaasPlatform.Shared.Russia;

/// <summary>The code of an economic activity (ОКВЭД 2, OK 029-2014): from two to six digits, a point after every second one.</summary>
public static class Okved
{
    /// <summary>Characters of the longest code, as 62.01.11.</summary>
    public const int MaxLength = 8;

    /// <summary>Whether <paramref name="value"/> is written as a code: 62, 62.0, 62.01, 62.01.1 or 62.01.11. Whether the classifier has it is not asked.</summary>
    public static bool IsValid(string? value)
    {
        if (value is not { Length: 2 or 4 or 5 or 7 or 8 })
            return false;

        for (var i = 0; i < value.Length; i++)
        {
            if (i % 3 == 2 ? value[i] != '.' : !char.IsAsciiDigit(value[i]))
                return false;
        }

        return !value.StartsWith("00", StringComparison.Ordinal);
    }
}
