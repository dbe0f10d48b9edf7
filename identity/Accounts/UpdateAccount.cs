using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Accounts;

internal static class UpdateAccount
{
    public static async Task<Results<Versioned<AccountResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId, MergePatch<AccountPatch> patch, IfMatch ifMatch, UserManager<Account> accounts, TimeProvider clock)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
            return Problems.NotFound("account");
        if (!ifMatch.Matches(account.Version))
            return Problems.PreconditionFailed();

        var current = new AccountPatch(account.Name, account.GivenName, account.FamilyName, account.Locale, account.ZoneInfo);
        if (!patch.TryApply(current, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        if (changed != current)
        {
            (account.Name, account.GivenName, account.FamilyName, account.Locale, account.ZoneInfo) =
                (changed.Name, changed.GivenName, changed.FamilyName, changed.Locale, changed.Zoneinfo);
            account.ClaimsChanged(clock.GetUtcNow());
            var result = await accounts.UpdateAsync(account);
            if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
                return Problems.PreconditionFailed();
            if (!result.Succeeded)
                throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }

        return new Versioned<AccountResponse>(AccountResponse.Of(account), account.Version);
    }
}

/// <summary>The claims that the person may change through the user API.</summary>
public sealed partial record AccountPatch(
    [property: Required, StringLength(Account.NameLength, MinimumLength = 1)] string Name,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? GivenName,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? FamilyName,
    string? Locale,
    string? Zoneinfo) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (member, value) in new[] { (nameof(Name), Name), (nameof(GivenName), GivenName), (nameof(FamilyName), FamilyName) })
        {
            if (value is not null && (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl)))
                yield return new("The name needs visible characters and no control characters.", [member]);
        }

        if (Locale is not null && !LanguageTag().IsMatch(Locale))
            yield return new("The locale must be a BCP 47 language tag such as ru or en-GB.", [nameof(Locale)]);
        if (Zoneinfo is not null && !IsZone(Zoneinfo))
            yield return new("The zone must be a name of the IANA time zone database such as Europe/Moscow.", [nameof(Zoneinfo)]);
    }

    private static bool IsZone(string name) =>
        name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\\z")]
    private static partial Regex LanguageTag();
}
