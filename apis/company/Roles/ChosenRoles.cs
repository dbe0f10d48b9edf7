using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Roles;

/// <summary>The company's own roles that a request gives to somebody.</summary>
internal static class ChosenRoles
{
    /// <returns>The roles with these ids; null where one of them is not of this company.</returns>
    public static async Task<List<Role>?> ChosenRolesAsync(this CompanyDb db, Guid companyId, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken)
    {
        var wanted = ids?.Distinct().ToList() ?? [];
        var roles = await db.Roles.Where(r => r.CompanyId == companyId && wanted.Contains(r.Id)).ToListAsync(cancellationToken);
        return roles.Count == wanted.Count ? roles : null;
    }

    public static ProblemHttpResult NotOfThisCompany() => Problems.ValidationFailed("roleIds", "A role is not one of this company's.");
}
