namespace SaasPlatform.Identity.Organizations;

/// <summary>A company as one of its members is seen in it: what a token for it says.</summary>
/// <param name="Id">The id of the company, <c>org_id</c>.</param>
/// <param name="Name">What the company is called, for people.</param>
/// <param name="Roles">What the person is there, <c>org_roles</c>.</param>
/// <param name="Permissions">What the person may do there at the company API, <c>permissions</c>.</param>
public sealed record Organization(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

/// <summary>Some of the companies of a person, by name.</summary>
/// <param name="Items">The companies, without what the person may do in them.</param>
/// <param name="HasMore">Whether there are others.</param>
public sealed record OrganizationList(IReadOnlyList<ListedOrganization> Items, bool HasMore);

/// <summary>A company in a list.</summary>
public sealed record ListedOrganization(Guid Id, string Name, string? Inn);
