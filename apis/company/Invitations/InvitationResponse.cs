using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>Somebody who is asked to become a member.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">Where the mail went.</param>
/// <param name="Role">What the person will be: owner, admin or member.</param>
/// <param name="Roles">Roles of the company's own, besides.</param>
/// <param name="InvitedByAccountId">The member who invited, or the client id of the machine client that did.</param>
/// <param name="InvitedByName">That member's name; null where it is not known here.</param>
/// <param name="CreatedAt">When the person was invited.</param>
/// <param name="SentAt">When the last mail was asked for.</param>
/// <param name="ExpiresAt">Until when it can be accepted. One that expired can be sent again.</param>
public sealed record InvitationResponse(
    Guid Id, string Email, MemberRole Role, IReadOnlyList<RoleReference> Roles, Guid InvitedByAccountId, string? InvitedByName,
    DateTimeOffset CreatedAt, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    internal static InvitationResponse From(Invitation invitation, IEnumerable<Role> roles, string? invitedBy) => new(
        invitation.Id, invitation.Email, invitation.Role, [.. roles.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => new RoleReference(r.Id, r.Name))],
        invitation.InvitedByAccountId, invitedBy, invitation.CreatedAt, invitation.SentAt, invitation.ExpiresAt);
}

/// <summary>An invitation, as the person sees it who is invited.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="CompanyName">The company.</param>
/// <param name="CompanyInn">Its taxpayer number; null of a foreign company that has none.</param>
/// <param name="Email">Where the mail went.</param>
/// <param name="Role">What you will be: owner, admin or member.</param>
/// <param name="Roles">Names of the company's own roles, besides.</param>
/// <param name="InvitedByName">Who invites; null where that is not known here.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
public sealed record ReceivedInvitationResponse(
    Guid Id, string CompanyName, string? CompanyInn, string Email, MemberRole Role, IReadOnlyList<string> Roles, string? InvitedByName, DateTimeOffset ExpiresAt)
{
    internal static ReceivedInvitationResponse From(Invitation invitation, IEnumerable<Role> roles, string? invitedBy) => new(
        invitation.Id, invitation.Company.ShortName ?? invitation.Company.FullName, invitation.Company.Inn, invitation.Email, invitation.Role,
        [.. roles.Select(r => r.Name).Order(StringComparer.Ordinal)], invitedBy, invitation.ExpiresAt);
}
