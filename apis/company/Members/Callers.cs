using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

/// <summary>Who calls, in the company that the call is about, and what they may do there.</summary>
internal static class Callers
{
    /// <summary>
    /// The caller's own memberships: a person's only way from a request to a company. A client has none, and a token for one company
    /// reaches that one alone.
    /// </summary>
    public static IQueryable<Member> Of(this IQueryable<Member> members, CurrentUser user)
    {
        Guid? account = user.IsPerson ? user.Id : null;
        return user.OrganizationId is { } organization
            ? members.Where(m => m.AccountId == account && m.CompanyId == organization)
            : members.Where(m => m.AccountId == account);
    }

    /// <summary>The machine client that calls, in the company that its token is for; a client of anybody else is none.</summary>
    public static IQueryable<MachineClient> Of(this IQueryable<MachineClient> clients, CurrentUser user)
    {
        var (id, organization) = (user.IsPerson || !Guid.TryParseExact(user.Subject, "D", out var client) ? (Guid?)null : client, user.OrganizationId);
        return clients.Where(c => c.Id == id && c.CompanyId == organization);
    }

    /// <summary>The companies that the caller reaches at all: a person's own, or the one of a machine client.</summary>
    public static IQueryable<Company> ReachedBy(this CompanyDb db, CurrentUser user) => user.IsPerson
        ? db.Companies.Where(c => db.Members.Of(user).Any(m => m.CompanyId == c.Id))
        : db.Companies.Where(c => db.MachineClients.Of(user).Any(m => m.CompanyId == c.Id));

    /// <summary>
    /// Whoever calls, in this company, a person or a machine client, with what they may do there; null for a stranger. For a change: what is
    /// found is tracked.
    /// </summary>
    public static async Task<Member?> FindCallerAsync(this CompanyDb db, Guid companyId, CurrentUser user, CancellationToken cancellationToken) => user.IsPerson
        ? await db.Members.FindCallerAsync(companyId, user, cancellationToken)
        : await db.MachineClients.FindCallerAsync(companyId, user, cancellationToken);

    /// <summary>As <see cref="FindCallerAsync(CompanyDb, Guid, CurrentUser, CancellationToken)"/>, for reading: what is found is not tracked.</summary>
    public static async Task<Member?> ReadCallerAsync(this CompanyDb db, Guid companyId, CurrentUser user, CancellationToken cancellationToken) => user.IsPerson
        ? await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken)
        : await db.MachineClients.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);

    /// <summary>
    /// The caller as a member of this company, with the company and the roles; null for a stranger. One statement: a member has few roles, so
    /// that the company comes a few times over at most.
    /// </summary>
    public static Task<Member?> FindCallerAsync(this IQueryable<Member> members, Guid companyId, CurrentUser user, CancellationToken cancellationToken) =>
        members.Of(user).Include(m => m.Company).Include(m => m.Roles).SingleOrDefaultAsync(m => m.CompanyId == companyId, cancellationToken);

    private static async Task<Member?> FindCallerAsync(this IQueryable<MachineClient> clients, Guid companyId, CurrentUser user, CancellationToken cancellationToken) =>
        (await clients.Of(user).Include(c => c.Company).Include(c => c.Roles).SingleOrDefaultAsync(c => c.CompanyId == companyId, cancellationToken))?.AsMember();

    /// <summary>Whether the caller may do this. A stranger is told nothing, a member what is missing.</summary>
    public static bool May([NotNullWhen(true)] this Member? caller, string permission, [NotNullWhen(false)] out ProblemHttpResult? refusal)
    {
        refusal = caller is null ? Problems.NotFound("company")
            : caller.May(permission) ? null
            : Problems.Forbidden("missing_permission", "You may not do this in this company.", $"The operation needs the permission {permission}.");
        return refusal is null;
    }

    /// <summary>As <see cref="May(Member?, string, out ProblemHttpResult?)"/>, in a company that is in use.</summary>
    public static bool MayChange([NotNullWhen(true)] this Member? caller, string permission, [NotNullWhen(false)] out ProblemHttpResult? refusal)
    {
        if (!caller.May(permission, out refusal))
            return false;
        if (caller.Company.Status == CompanyStatus.Archived)
            refusal = Archived();
        return refusal is null;
    }

    /// <summary>The refusal of a token for one company where the operation is about none in particular.</summary>
    public static ProblemHttpResult OrganizationToken() => Problems.Forbidden(
        "organization_token", "A token for one company reaches that company alone.", "Use a token for none in particular: ask for one without the scope organization.");

    public static ProblemHttpResult Archived() => Problems.Conflict("company_archived", "An archived company cannot be changed.");

    /// <summary>
    /// Nobody grants, or takes away, more than they have: the refusal where some of these permissions are not the caller's, or null.
    /// </summary>
    public static ProblemHttpResult? RefuseBeyondOwn(this Member caller, IEnumerable<string> permissions) => RefuseBeyond(caller.Permissions(), permissions);

    /// <inheritdoc cref="RefuseBeyondOwn" />
    public static ProblemHttpResult? RefuseBeyond(IEnumerable<string> own, IEnumerable<string> permissions)
    {
        var beyond = permissions.Distinct().Except(own).ToList();
        return beyond.Count == 0
            ? null
            : Problems.Forbidden("beyond_own_permissions", "You cannot grant or take away what you may not do yourself.", $"You lack {string.Join(", ", beyond)}.");
    }

    /// <summary>
    /// Begins a change of who belongs to a company, or of what its roles are. Such changes of one company wait for each other, so
    /// that what the caller may do, and who else is an owner, still holds when the change is stored.
    /// </summary>
    public static async Task<IDbContextTransaction> ChangeMembershipAsync(this CompanyDb db, Guid companyId, CurrentUser user, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // An update that changes nothing locks the row on both databases; a stranger's locks none.
        await db.ReachedBy(user).Where(c => c.Id == companyId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        return transaction;
    }
}
