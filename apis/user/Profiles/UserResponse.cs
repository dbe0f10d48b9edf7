namespace SaasPlatform.UserApi.Profiles;

/// <summary>The signed-in person.</summary>
/// <param name="Id">The account id, <c>sub</c> of the tokens.</param>
/// <param name="Email">The address of the account.</param>
/// <param name="EmailVerified">Whether the person has shown that the address is theirs.</param>
/// <param name="Name">The full name as shown to others.</param>
/// <param name="GivenName">The given name.</param>
/// <param name="FamilyName">The family name.</param>
/// <param name="Locale">The preferred language, a BCP 47 tag.</param>
/// <param name="Zoneinfo">The time zone, a name of the IANA database.</param>
/// <param name="PhoneNumber">The phone number, E.164.</param>
/// <param name="Picture">The address of a picture.</param>
/// <param name="JobTitle">What the person does.</param>
/// <param name="CreatedAt">When the profile was made.</param>
/// <param name="UpdatedAt">When the profile last changed.</param>
public sealed record UserResponse(
    Guid Id,
    string Email,
    bool EmailVerified,
    string Name,
    string? GivenName,
    string? FamilyName,
    string? Locale,
    string? Zoneinfo,
    string? PhoneNumber,
    string? Picture,
    string? JobTitle,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static UserResponse From(Profile p) => new(
        p.AccountId, p.Email, p.EmailVerified, p.Name, p.GivenName, p.FamilyName, p.Locale, p.Zoneinfo, p.PhoneNumber, p.Picture,
        p.JobTitle, p.CreatedAt, p.UpdatedAt);
}
