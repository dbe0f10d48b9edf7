using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>
/// Deletes for good. What others would miss hangs on a company: that is its other members, who are removed one by one first. What
/// is the company's own (branches, roles, machine clients, invitations, an offer) goes with it;
/// its audit log stays.
/// </summary>
internal static class DeleteCompany
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.CompanyArchive, out var refusal))
            return refusal;
        if (!ifMatch.Matches(caller.Company.Version))
            return Problems.PreconditionFailed();
        if (caller.Company.Status != CompanyStatus.Archived)
            return Problems.Conflict("company_not_archived", "Only an archived company can be deleted.", "Archive it first.");

        var others = await db.Members.CountAsync(m => m.CompanyId == companyId && m.AccountId != caller.AccountId, cancellationToken);
        if (others > 0)
            return Problems.Conflict("company_in_use", "Something hangs on the company.", $"Other members: {others}. Remove them first.");

        var company = caller.Company;
        await audit.RecordAsync(db, companyId, "company.deleted", company.AuditTarget(), AuditChanges.Between(company.Audited(), null), cancellationToken);
        await db.RemoveMachineClientsAsync(c => c.CompanyId == companyId, cancellationToken);
        // Before the roles, which nobody may have when they go.
        await db.Members.Where(m => m.CompanyId == companyId).ExecuteDeleteAsync(cancellationToken);
        await db.Companies.Where(c => c.Id == companyId).ExecuteDeleteAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
