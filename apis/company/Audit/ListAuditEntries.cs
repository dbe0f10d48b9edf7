using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Audit;

internal static class ListAuditEntries
{
    public static async Task<Results<Ok<Page<AuditEntryResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] AuditQuery query, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        return caller.May(Permission.AuditRead, out var refusal)
            ? TypedResults.Ok(await query.ReadAsync(db, companyId, page, db.NamesAsync, cancellationToken))
            : refusal;
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(this CompanyDb db, IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken) =>
        await db.People.Where(p => accounts.Contains(p.AccountId)).ToDictionaryAsync(p => p.AccountId, p => p.Name, cancellationToken);
}
