namespace SaasPlatform.UserApi.Profiles;

/// <summary>An account as identity's internal API answers it.</summary>
public sealed record IdentityAccount(
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
    int Version);
