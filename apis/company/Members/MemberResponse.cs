using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Roles;

namespace SaasPlatform.CompanyApi.Members;

/// <summary>A person in a company.</summary>
/// <param name="AccountId">The account, <c>sub</c> in its tokens.</param>
/// <param name="Name">The name that the person goes by; null until the account is known here.</param>
/// <param name="Email">The address of the account; null until it is known here.</param>
/// <param name="Role">Owner, admin or member.</param>
/// <param name="Roles">Roles of the company's own, besides.</param>
/// <param name="Permissions">What all of them together allow.</param>
/// <param name="IsYou">Whether it is you.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="ETag">What a change of this member sends in <c>If-Match</c>.</param>
public sealed record MemberResponse(
    Guid AccountId, string? Name, string? Email, MemberRole Role, IReadOnlyList<RoleReference> Roles, IReadOnlyList<string> Permissions,
    bool IsYou, DateTimeOffset JoinedAt, string ETag)
{
    internal static MemberResponse From(Member member, Person? person, Guid caller) => new(
        member.AccountId, person?.Name, person?.Email, member.Role,
        [.. member.Roles.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => new RoleReference(r.Id, r.Name))],
        [.. member.Permissions()], member.AccountId == caller, member.JoinedAt, Shared.Http.ETags.Format(member.Version));
}
