using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Accounts;

internal static class GetAccount
{
    public static async Task<Results<Versioned<AccountResponse>, ProblemHttpResult>> HandleAsync(Guid accountId, UserManager<Account> accounts)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
            return Problems.NotFound("account");

        return new Versioned<AccountResponse>(AccountResponse.Of(account), account.Version);
    }
}

/// <summary>What services may know of an account.</summary>
public sealed record AccountResponse(
    Guid Id, string Email, bool EmailVerified, string Name, string? GivenName, string? FamilyName, string? MiddleName, string? Nickname,
    string? PreferredUsername, string? Profile, string? Website, string? Gender, string? Birthdate, PostalAddress? Address, string? Locale,
    string? Zoneinfo, string? PhoneNumber, bool PhoneNumberVerified, string? Picture, DateTimeOffset UpdatedAt, int Version)
{
    public static AccountResponse Of(Account account) => new(
        account.Id, account.Email!, account.EmailConfirmed, account.Name, account.GivenName, account.FamilyName, account.MiddleName,
        account.Nickname, account.PreferredUsername, account.Profile, account.Website, account.Gender, account.Birthdate, account.Address,
        account.Locale, account.ZoneInfo, account.PhoneNumber, account.PhoneNumberConfirmed, account.Picture, account.UpdatedAt, account.Version);
}
