namespace SaasPlatform.Shared.Russia;

/// <summary>What the checks of Russian identifiers have in common: ASCII digits and weighted sums.</summary>
internal static class Digits
{
    /// <summary>Whether <paramref name="value"/> is exactly <paramref name="length"/> ASCII digits that are not all zero.</summary>
    /// <remarks>All zeros pass every checksum, and are never a registered number.</remarks>
    internal static bool Are(string? value, int length) =>
        value is not null
        && value.Length == length
        && value.All(char.IsAsciiDigit)
        && value.Any(digit => digit != '0');

    /// <summary>The weighted sum of the first digits, modulo 11 and then 10: the check digit of an INN.</summary>
    internal static int WeightedCheck(string value, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * At(value, i);

        return sum % 11 % 10;
    }

    internal static int At(string value, int index) => value[index] - '0';
}
