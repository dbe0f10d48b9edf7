namespace SaasPlatform.Shared.Russia;

/// <summary>The code of a participant in the payment system of the Bank of Russia (БИК): nine digits, no check digit.</summary>
public static class Bik
{
    /// <summary>Digits of the code.</summary>
    public const int Length = 9;

    /// <summary>Whether <paramref name="value"/> is nine digits that begin as every code in the directory of the Bank of Russia does.</summary>
    public static bool IsValid(string? value) => Digits.Are(value, Length) && value![0] == '0';
}
