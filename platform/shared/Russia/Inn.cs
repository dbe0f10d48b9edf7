namespace SaasPlatform.Shared.Russia;

/// <summary>The taxpayer number (ИНН): 10 digits for a legal entity, 12 for a person or sole proprietor.</summary>
/// <remarks>Order of the Federal Tax Service ММВ-7-14/559: the last digit, for a person the last two, are check digits.</remarks>
public static class Inn
{
    /// <summary>Digits of a legal entity's number.</summary>
    public const int LegalEntityLength = 10;

    /// <summary>Digits of a person's number, which a sole proprietor uses too.</summary>
    public const int PersonLength = 12;

    /// <summary>Whether <paramref name="value"/> is a well-formed number of either kind.</summary>
    public static bool IsValid(string? value) => IsLegalEntity(value) || IsPerson(value);

    /// <summary>Whether <paramref name="value"/> is a legal entity's number with a right check digit.</summary>
    public static bool IsLegalEntity(string? value) =>
        Digits.Are(value, LegalEntityLength)
        && Digits.WeightedCheck(value!, [2, 4, 10, 3, 5, 9, 4, 6, 8]) == Digits.At(value!, 9);

    /// <summary>Whether <paramref name="value"/> is a person's number with two right check digits.</summary>
    public static bool IsPerson(string? value) =>
        Digits.Are(value, PersonLength)
        && Digits.WeightedCheck(value!, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == Digits.At(value!, 10)
        && Digits.WeightedCheck(value!, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == Digits.At(value!, 11);
}
