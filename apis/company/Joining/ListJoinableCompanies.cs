using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class ListJoinableCompanies
{
    public static async Task<Ok<Page<JoinableCompanyResponse>>> HandleAsync(
        [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        var joinable = (await db.JoinableByAsync(account, cancellationToken)).AsNoTracking()
            .Where(d => !db.Members.Any(m => m.CompanyId == d.CompanyId && m.AccountId == account));
        var found = await page.ReadAsync(
            joinable, d => d.Id,
            d => new Row(
                d.CompanyId, d.Company.ShortName ?? d.Company.FullName, d.Name, d.Joining,
                db.JoinRequests.SingleOrDefault(r => r.CompanyId == d.CompanyId && r.AccountId == account && r.ExpiresAt > now)),
            cancellationToken);
        return TypedResults.Ok(new Page<JoinableCompanyResponse>([.. found.Items.Select(r => r.Answer())], found.NextCursor));
    }

    private sealed record Row(Guid CompanyId, string Name, string Domain, DomainJoining Joining, JoinRequest? Request)
    {
        public JoinableCompanyResponse Answer() => new(
            CompanyId, Name, DomainName.Readable(Domain), Joining == DomainJoining.Automatic ? JoinMode.Automatic : JoinMode.Approval, Request?.Own());
    }
}
