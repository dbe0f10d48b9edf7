namespace SaasPlatform.Shared.Russia;

/// <summary>Accounts in roubles or another currency at a bank in Russia: 20 digits, the ninth a key over the account and its bank.</summary>
/// <remarks>
/// Bank of Russia, 1997-09-08, No. 515: three digits that stand for the bank and the account, multiplied by 7, 1, 3, 7, 1, 3, …; the last
/// digits of the products add up to a multiple of ten.
/// </remarks>
public static class BankAccount
{
    /// <summary>Digits of an account.</summary>
    public const int Length = 20;

    /// <summary>Whether <paramref name="account"/> is an account of a client with a right key at the bank with this code.</summary>
    /// <param name="account">The account (расчётный счёт). One that begins with 0 is the Treasury's (казначейский счёт), which has no key.</param>
    /// <param name="bik">A well-formed <see cref="Bik"/>.</param>
    public static bool IsSettlement(string? account, string bik) =>
        Digits.Are(account, Length) && (account![0] == '0' || HasKey(account, IsCentralBank(bik) ? Branch(bik) : bik[6..]));

    /// <summary>Whether <paramref name="account"/> is the account of the bank with this code at the Bank of Russia, with a right key.</summary>
    /// <param name="account">The account (корреспондентский счёт), or the single account of the Treasury.</param>
    /// <param name="bik">A well-formed <see cref="Bik"/>.</param>
    public static bool IsCorrespondent(string? account, string bik) => Digits.Are(account, Length) && HasKey(account!, Branch(bik));

    /// <summary>A settlement centre of the Bank of Russia keeps the account itself.</summary>
    private static bool IsCentralBank(string bik) => bik.EndsWith("000", StringComparison.Ordinal) || bik.EndsWith("001", StringComparison.Ordinal) || bik.EndsWith("002", StringComparison.Ordinal);

    /// <summary>The fifth and sixth digit, which stand for the branch of the Bank of Russia.</summary>
    private static string Branch(string bik) => "0" + bik[4..6];

    private static bool HasKey(string account, string bank)
    {
        var digits = bank + account;
        ReadOnlySpan<int> weights = [7, 1, 3];
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += Digits.At(digits, i) * weights[i % 3] % 10;

        return sum % 10 == 0;
    }
}
