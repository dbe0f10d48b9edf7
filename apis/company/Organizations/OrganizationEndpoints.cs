using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Organizations;

/// <summary>A company as a token for it says.</summary>
internal sealed record OrganizationResponse(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

/// <summary>A company in the list to pick from.</summary>
internal sealed record ListedOrganization(Guid Id, string Name, string? Inn);

/// <summary>The beginning of a list, and whether it goes on.</summary>
internal sealed record OrganizationList(IReadOnlyList<ListedOrganization> Items, bool HasMore);

/// <summary>What identity asks at every token for a company: between services alone, in no public document.</summary>
internal static class OrganizationEndpoints
{
    /// <summary>The scope that identity holds.</summary>
    public const string Scope = "internal.organizations";

    private const int Most = 50;

    public static void MapOrganizations(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapApi("/internal/v1/organizations/{companyId:guid}/machine-clients", "Organizations")
            .RequireRateLimiting(RateLimits.Internal)
            .RequireScope(Scope)
            .AcrossCompanies()
            .ExcludeFromDescription();
        clients.MapGet("{clientId:guid}", GetOfClientAsync).WithName("getOrganizationOfMachineClient");
        var organizations = routes.MapApi("/internal/v1/accounts/{accountId:guid}/organizations", "Organizations")
            .RequireRateLimiting(RateLimits.Internal)
            .RequireScope(Scope)
            .AcrossCompanies()
            .ExcludeFromDescription();
        organizations.MapGet("", ListAsync).WithName("listOrganizationsOfAccount");
        organizations.MapGet("{companyId:guid}", GetAsync).WithName("getOrganizationOfAccount");
    }

    private static async Task<Results<Ok<OrganizationResponse>, ProblemHttpResult>> GetAsync(
        Guid accountId, Guid companyId, CompanyDb db, CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().Include(m => m.Company).Include(m => m.Roles)
            .SingleOrDefaultAsync(m => m.AccountId == accountId && m.CompanyId == companyId && m.Company.Status == CompanyStatus.Active, cancellationToken);
        return Answer(member);
    }

    private static async Task<Results<Ok<OrganizationResponse>, ProblemHttpResult>> GetOfClientAsync(
        Guid companyId, Guid clientId, CompanyDb db, CancellationToken cancellationToken)
    {
        var client = await db.MachineClients.AsNoTracking().Include(c => c.Company).Include(c => c.Roles)
            .SingleOrDefaultAsync(c => c.Id == clientId && c.CompanyId == companyId && c.SecretCreatedAt != null && c.Company.Status == CompanyStatus.Active, cancellationToken);
        return Answer(client?.AsMember());
    }

    private static Results<Ok<OrganizationResponse>, ProblemHttpResult> Answer(Member? member) => member is null
        ? Problems.NotFound("organization")
        : TypedResults.Ok(new OrganizationResponse(
            member.CompanyId, member.Company.ShortName ?? member.Company.FullName,
            [JsonNamingPolicy.CamelCase.ConvertName(member.Role.ToString()), .. member.Roles.Select(r => r.Name).Order(StringComparer.Ordinal)], [.. member.Permissions()]));

    /// <summary>By name, the first so many. What is searched for is a part of a name or of a number.</summary>
    private static async Task<Ok<OrganizationList>> ListAsync(Guid accountId, CompanyDb db, CancellationToken cancellationToken, string? search = null)
    {
        var companies = db.Members.AsNoTracking().Where(m => m.AccountId == accountId && m.Company.Status == CompanyStatus.Active).Select(m => m.Company);
        if (search is { Length: > 0 and <= 100 } && !search.Contains('\0', StringComparison.Ordinal))
        {
            var text = Company.ForSearch(search);
            companies = companies.Where(c => c.SearchText.Contains(text));
        }

        var found = await companies.OrderBy(c => c.ShortName ?? c.FullName).ThenBy(c => c.Id).Take(Most + 1)
            .Select(c => new ListedOrganization(c.Id, c.ShortName ?? c.FullName, c.Inn))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new OrganizationList([.. found.Take(Most)], found.Count > Most));
    }
}
