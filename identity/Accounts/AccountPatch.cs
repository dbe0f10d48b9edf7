using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SaasPlatform.Identity.Accounts;

/// <summary>The claims that a person may change, through the services that hold the scope for it.</summary>
public sealed partial record AccountPatch(
    [property: Required, StringLength(Account.NameLength, MinimumLength = 1)] string Name,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? GivenName,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? FamilyName,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? MiddleName,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? Nickname,
    [property: StringLength(Account.NameLength, MinimumLength = 1)] string? PreferredUsername,
    [property: StringLength(2048)] string? Profile,
    [property: StringLength(2048)] string? Website,
    [property: StringLength(32, MinimumLength = 1)] string? Gender,
    string? Birthdate,
    PostalAddress? Address,
    string? Locale,
    string? Zoneinfo) : IValidatableObject
{
    public static AccountPatch Of(Account account) => new(
        account.Name, account.GivenName, account.FamilyName, account.MiddleName, account.Nickname, account.PreferredUsername,
        account.Profile, account.Website, account.Gender, account.Birthdate, account.Address, account.Locale, account.ZoneInfo);

    public void ApplyTo(Account account)
    {
        (account.Name, account.GivenName, account.FamilyName, account.MiddleName) = (Name, GivenName, FamilyName, MiddleName);
        (account.Nickname, account.PreferredUsername, account.Profile, account.Website) = (Nickname, PreferredUsername, Profile, Website);
        (account.Gender, account.Birthdate, account.Address) = (Gender, Birthdate, Address);
        (account.Locale, account.ZoneInfo) = (Locale, Zoneinfo);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Member, string? Value)[] names =
        [
            (nameof(Name), Name), (nameof(GivenName), GivenName), (nameof(FamilyName), FamilyName), (nameof(MiddleName), MiddleName),
            (nameof(Nickname), Nickname), (nameof(PreferredUsername), PreferredUsername), (nameof(Gender), Gender),
        ];
        foreach (var (member, value) in names)
        {
            if (value is not null && (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl)))
                yield return new("The name needs visible characters and no control characters.", [member]);
        }

        foreach (var (member, value) in new[] { (nameof(Profile), Profile), (nameof(Website), Website) })
        {
            if (value is not null && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return new("The address must be absolute, with http or https.", [member]);
        }

        if (Birthdate is not null && !IsBirthdate(Birthdate))
            yield return new("The birthdate must be YYYY-MM-DD, or YYYY alone; the year is 0000 where it is not said.", [nameof(Birthdate)]);
        if (Address?.IsPrintable == false)
            yield return new("The address needs visible characters, and no control characters but new lines.", [nameof(Address)]);
        if (Locale is not null && !LanguageTag().IsMatch(Locale))
            yield return new("The locale must be a BCP 47 language tag such as ru or en-GB.", [nameof(Locale)]);
        if (Zoneinfo is not null && !IsZone(Zoneinfo))
            yield return new("The zone must be a name of the IANA time zone database such as Europe/Moscow.", [nameof(Zoneinfo)]);
    }

    /// <summary>OIDC Core section 5.1; the leap year stands in for the one that is not said.</summary>
    private static bool IsBirthdate(string date) =>
        (date.Length == 4 && date.All(char.IsAsciiDigit))
        || DateOnly.TryParseExact(
            date.StartsWith("0000", StringComparison.Ordinal) ? "2000" + date[4..] : date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsZone(string name) =>
        name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\\z")]
    private static partial Regex LanguageTag();
}
