using System.Linq.Expressions;

namespace SaasPlatform.CompanyApi.Claims;

/// <summary>Where a claim stands.</summary>
public enum ClaimStatus
{
    Open,
    Declined,
}

/// <summary>A claim, as the person sees it who made it: nothing in it is the company's.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Inn">The INN that was claimed.</param>
/// <param name="Message">What you wrote to the owners.</param>
/// <param name="Status">Whether it waits for an answer. An accepted claim is a membership, and no claim any more.</param>
/// <param name="CreatedAt">When you made it.</param>
/// <param name="ExpiresAt">Until when it can be answered; then you may ask again.</param>
public sealed record CompanyClaimResponse(Guid Id, string Inn, string? Message, ClaimStatus Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    internal static readonly Expression<Func<CompanyClaim, CompanyClaimResponse>> Projection = c => new(
        c.Id, c.Company.Inn!, c.Message, c.DeclinedAt == null ? ClaimStatus.Open : ClaimStatus.Declined, c.CreatedAt, c.ExpiresAt);
}

/// <summary>A claim, as the owners of the company see it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Name">The name that the person goes by; null until the account is known here.</param>
/// <param name="Email">The address of the account; null until it is known here.</param>
/// <param name="Message">What the person wrote.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be answered.</param>
public sealed record ReceivedClaimResponse(Guid Id, Guid AccountId, string? Name, string? Email, string? Message, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
