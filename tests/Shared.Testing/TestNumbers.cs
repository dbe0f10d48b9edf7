using System.Globalization;
using System.Security.Cryptography;

namespace SaasPlatform.Testing;

/// <summary>Well-formed Russian identifiers that no other test has.</summary>
public static class TestNumbers
{
    /// <summary>An INN of a legal entity.</summary>
    public static string LegalEntityInn()
    {
        var digits = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        return digits + Check(digits, 2, 4, 10, 3, 5, 9, 4, 6, 8);
    }

    /// <summary>An INN of a person or sole proprietor.</summary>
    public static string PersonInn()
    {
        var digits = "77" + RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);
        digits += Check(digits, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
        return digits + Check(digits, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8);
    }

    private static string Check(string digits, params int[] weights) =>
        (digits.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11 % 10).ToString(CultureInfo.InvariantCulture);
}
