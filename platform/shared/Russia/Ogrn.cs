using System.Globalization;

namespace SaasPlatform.Shared.Russia;

/// <summary>The state registration number: ОГРН, 13 digits, of a legal entity; ОГРНИП, 15 digits, of a sole proprietor.</summary>
/// <remarks>The last digit is the number before it, modulo 11 (ОГРН) or 13 (ОГРНИП), modulo 10.</remarks>
public static class Ogrn
{
    /// <summary>Digits of a legal entity's number.</summary>
    public const int LegalEntityLength = 13;

    /// <summary>Digits of a sole proprietor's number.</summary>
    public const int SoleProprietorLength = 15;

    /// <summary>Whether <paramref name="value"/> is a legal entity's number with a right check digit.</summary>
    public static bool IsLegalEntity(string? value) => IsValid(value, LegalEntityLength, modulus: 11);

    /// <summary>Whether <paramref name="value"/> is a sole proprietor's number with a right check digit.</summary>
    public static bool IsSoleProprietor(string? value) => IsValid(value, SoleProprietorLength, modulus: 13);

    private static bool IsValid(string? value, int length, int modulus)
    {
        if (!Digits.Are(value, length))
            return false;

        var number = long.Parse(value.AsSpan(0, length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return number % modulus % 10 == Digits.At(value!, length - 1);
    }
}
