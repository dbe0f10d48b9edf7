using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Identity;

namespace SaasPlatform.Identity.Accounts;

/// <summary>Refuses passwords that everybody tries first: the well-known ones, and the account's own e-mail address or name.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>The code of the error for a well-known password.</summary>
    public const string Common = "PasswordIsCommon";

    /// <summary>The code of the error for a password made of the account's own data.</summary>
    public const string OwnData = "PasswordIsOwnData";

    private const int ShortestMeaningfulName = 4;
    private static readonly FrozenSet<string> CommonPasswords = Read();

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        if (string.IsNullOrEmpty(password))
            return Task.FromResult(IdentityResult.Success);
        if (CommonPasswords.Contains(password))
            return Refuse(Common, "This password is on the lists that attackers try first.");
        if (OwnWords(user).Any(w => password.Contains(w, StringComparison.OrdinalIgnoreCase) && password.Length < w.Length + AccountRules.PasswordLength))
            return Refuse(OwnData, "The password must not be made of your name or e-mail address.");
        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>A long passphrase may contain a name; a name with a few digits behind it is no password.</summary>
    private static IEnumerable<string> OwnWords(Account account) =>
        new[] { account.Email, account.Email?.Split('@')[0], account.Name, account.GivenName, account.FamilyName }
            .OfType<string>()
            .Where(w => w.Length >= ShortestMeaningfulName);

    private static Task<IdentityResult> Refuse(string code, string description) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));

    private static FrozenSet<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
