namespace SaasPlatform.Shared.Russia;

/// <summary>The reason code of a legal entity's tax registration (КПП): nine characters, no check digit, not unique.</summary>
public static class Kpp
{
    /// <summary>Characters of the code.</summary>
    public const int Length = 9;

    /// <summary>Whether <paramref name="value"/> is four digits, two digits or capital Latin letters, and three digits, not all zero.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: Length }
        && value.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0
        && char.IsAsciiDigit(value[4]) | char.IsAsciiLetterUpper(value[4])
        && char.IsAsciiDigit(value[5]) | char.IsAsciiLetterUpper(value[5])
        && value.AsSpan(6).IndexOfAnyExceptInRange('0', '9') < 0
        && value.Any(character => character != '0');
}
