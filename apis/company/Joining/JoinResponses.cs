using SaasPlatform.CompanyApi.Roles;

namespace SaasPlatform.CompanyApi.Joining;

/// <summary>Where a request stands.</summary>
public enum JoinRequestStatus
{
    Open,
    Declined,
}

/// <summary>Whether a person may join by themselves, or is let in.</summary>
public enum JoinMode
{
    Approval,
    Automatic,
}

/// <summary>A request, as the person sees it who made it.</summary>
/// <param name="Status">Whether it waits for an answer. An accepted request is a membership, and no request any more.</param>
/// <param name="CreatedAt">When you made it.</param>
/// <param name="ExpiresAt">Until when it can be answered; then you may ask again.</param>
public sealed record OwnJoinRequestResponse(JoinRequestStatus Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>A company that your address lets you join.</summary>
/// <param name="CompanyId">UUIDv7.</param>
/// <param name="Name">What the company is called.</param>
/// <param name="Domain">The verified domain of your address, as people read it.</param>
/// <param name="Joining">Whether you become a member at once, or ask to.</param>
/// <param name="Request">Your request; null where there is none.</param>
public sealed record JoinableCompanyResponse(Guid CompanyId, string Name, string Domain, JoinMode Joining, OwnJoinRequestResponse? Request);

/// <summary>Where joining led.</summary>
/// <param name="CompanyId">The company.</param>
/// <param name="IsMember">Whether you are a member now; else a request waits for an answer.</param>
/// <param name="Request">That request.</param>
public sealed record JoinedCompanyResponse(Guid CompanyId, bool IsMember, OwnJoinRequestResponse? Request);

/// <summary>A request, as those see it who may answer.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Name">The name that the person goes by.</param>
/// <param name="Email">The address of the account, as it is now.</param>
/// <param name="Domain">The domain by which the person asked, as people read it.</param>
/// <param name="Role">The role of the company's own that the person gets, besides being a member; null for none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be answered.</param>
public sealed record JoinRequestResponse(
    Guid Id, Guid AccountId, string? Name, string? Email, string Domain, RoleReference? Role, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

internal static class JoinAnswers
{
    public static OwnJoinRequestResponse Own(this JoinRequest request) =>
        new(request.DeclinedAt is null ? JoinRequestStatus.Open : JoinRequestStatus.Declined, request.CreatedAt, request.ExpiresAt);
}
