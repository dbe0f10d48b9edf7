using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Russia;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

/// <summary>A claim to the company that has an INN.</summary>
public sealed record ClaimCompanyRequest
{
    /// <summary>The INN that <c>createCompany</c> said is taken.</summary>
    [Required, Inn]
    public string Inn { get; init; } = null!;

    /// <summary>What the owners should know: who you are in the company.</summary>
    [PlainText, MaxLength(CompanyClaim.MessageLength)]
    public string? Message { get; init; }
}

internal static class ClaimCompany
{
    public static async Task<Results<Created<CompanyClaimResponse>, ProblemHttpResult>> HandleAsync(
        ClaimCompanyRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Claims.Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        // Before anything is asked about the company, so that whoever asks too much learns nothing.
        if (await db.Claims.CountAsync(c => c.AccountId == account, cancellationToken) >= CompanyClaim.PerPerson)
            return TooMany();

        // Locks the company, so that it is neither deleted meanwhile nor claimed twice.
        var taken = db.Companies.Where(c => c.Inn == request.Inn && c.Status == CompanyStatus.Active);
        if (await taken.ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken) == 0)
            return Problems.Conflict("inn_not_taken", "No active company has this INN.", "Create it.");
        var companyId = await taken.Select(c => c.Id).SingleAsync(cancellationToken);
        if (await db.Members.AnyAsync(m => m.CompanyId == companyId && m.AccountId == account, cancellationToken))
            return InviteMember.AlreadyMember();
        if (await db.Claims.AnyAsync(c => c.CompanyId == companyId && c.AccountId == account, cancellationToken))
            return Problems.Conflict("already_claimed", "You have claimed this company.", "Its owners can answer until the claim expires.");
        if (await db.Claims.CountAsync(c => c.CompanyId == companyId && c.DeclinedAt == null, cancellationToken) >= CompanyClaim.PerCompany)
            return TooMany();

        var claim = new CompanyClaim
        {
            Id = Guid.CreateVersion7(now),
            CompanyId = companyId,
            AccountId = account,
            Message = request.Message?.Trim(),
            CreatedAt = now,
            ExpiresAt = now + CompanyClaim.Lifetime,
        };
        db.Add(claim);
        await ClaimMails.EnqueueAsync(db, claim, cancellationToken);
        await audit.RecordAsync(db, companyId, "claim.made", claim.AuditTarget(), AuditChanges.Between(null, claim.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Created(
            $"/v1/company-claims/{claim.Id}", new CompanyClaimResponse(claim.Id, request.Inn, claim.Message, ClaimStatus.Open, claim.CreatedAt, claim.ExpiresAt));
    }

    /// <summary>The same whether the person or the company has too many: how many others claim it is nobody's business.</summary>
    private static ProblemHttpResult TooMany() => Problems.Conflict("too_many_claims", "No more companies can be claimed now.", "Wait for answers to the claims that there are.");
}
