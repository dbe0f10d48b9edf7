using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class JoinCompany
{
    public static async Task<Results<Ok<JoinedCompanyResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        var joinable = (await db.JoinableByAsync(account, cancellationToken)).Where(d => d.CompanyId == companyId);
        // Locks the company as every change of who belongs to it does; one that the person may not join is not there.
        await db.Companies.Where(c => joinable.Any(d => d.CompanyId == c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        if (await joinable.Include(d => d.Company).Include(d => d.Role).SingleOrDefaultAsync(cancellationToken) is not { } domain)
            return Problems.NotFound("company");
        if (await db.Members.AnyAsync(m => m.CompanyId == companyId && m.AccountId == account, cancellationToken))
            return InviteMember.AlreadyMember();

        await db.JoinRequests.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        var request = await db.JoinRequests.SingleOrDefaultAsync(r => r.CompanyId == companyId && r.AccountId == account, cancellationToken);
        if (request?.DeclinedAt is not null)
            return Problems.Conflict("join_declined", "The company has declined that you join.", "You may ask again once that request has expired; or ask somebody there to invite you.");
        return domain.Joining == DomainJoining.Automatic
            ? await JoinAsync(request)
            : await AskAsync(request);

        async Task<Results<Ok<JoinedCompanyResponse>, ProblemHttpResult>> JoinAsync(JoinRequest? answered)
        {
            var (_, refusal) = await db.JoinAsync(audit, domain, account, now, cancellationToken);
            if (refusal is not null)
                return refusal;
            // One from before the company opened itself.
            if (answered is not null)
                db.Remove(answered);
            return await DoneAsync(new(companyId, IsMember: true, Request: null));
        }

        async Task<Results<Ok<JoinedCompanyResponse>, ProblemHttpResult>> AskAsync(JoinRequest? open)
        {
            if (open is not null)
                return Problems.Conflict("already_requested", "You have asked to join this company.", "It can be answered until it expires.");
            if (await db.JoinRequests.CountAsync(r => r.CompanyId == companyId && r.DeclinedAt == null, cancellationToken) >= JoinRequest.PerCompany)
                return Problems.Conflict("too_many_join_requests", "Too many people wait to join this company.", "Ask again later.");
            var made = JoinRequest.Of(domain, account, now);
            db.Add(made);
            await audit.RecordAsync(db, companyId, "join_request.made", made.AuditTarget(), AuditChanges.Between(null, made.Audited()), cancellationToken);
            return await DoneAsync(new(companyId, IsMember: false, made.Own()));
        }

        async Task<Ok<JoinedCompanyResponse>> DoneAsync(JoinedCompanyResponse answer)
        {
            await db.SaveChangesAsync(cancellationToken);
            await change.CommitAsync(cancellationToken);
            return TypedResults.Ok(answer);
        }
    }
}
