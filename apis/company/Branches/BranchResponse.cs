using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Branches;

/// <summary>Another office of a company.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kpp">The reason code of its own tax registration.</param>
/// <param name="Name">The name as registered.</param>
/// <param name="Address">Where it is, one line.</param>
/// <param name="CreatedAt">When it was entered here.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ETag">What a change of this branch sends in <c>If-Match</c>.</param>
public sealed record BranchResponse(Guid Id, string Kpp, string Name, string? Address, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string ETag)
{
    internal static BranchResponse From(Branch branch) =>
        new(branch.Id, branch.Kpp, branch.Name, branch.Address, branch.CreatedAt, branch.UpdatedAt, ETags.Format(branch.Version));
}
