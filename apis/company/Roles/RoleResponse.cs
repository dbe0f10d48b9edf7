namespace SaasPlatform.CompanyApi.Roles;

/// <summary>A role where somebody has it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">Unique in the company.</param>
public sealed record RoleReference(Guid Id, string Name);

/// <summary>A role of the company's own.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">Unique in the company.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">What it allows, see <c>listPermissions</c>.</param>
/// <param name="CreatedAt">When it was defined.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ETag">What a change of this role sends in <c>If-Match</c>.</param>
public sealed record RoleResponse(
    Guid Id, string Name, string? Description, IReadOnlyList<string> Permissions, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string ETag)
{
    internal static RoleResponse From(Role role) => new(
        role.Id, role.Name, role.Description, role.Permissions, role.CreatedAt, role.UpdatedAt, Shared.Http.ETags.Format(role.Version));
}
