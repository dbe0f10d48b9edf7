using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;

namespace SaasPlatform.CompanyApi.Joining;

/// <summary>The way from an address to a company.</summary>
internal static class JoinableDomains
{
    /// <summary>The domain of the account's address, where identity has confirmed the address; else null.</summary>
    public static async Task<string?> ConfirmedDomainAsync(this CompanyDb db, Guid accountId, CancellationToken cancellationToken) =>
        await db.People.Where(p => p.AccountId == accountId && p.EmailIsVerified).Select(p => p.Email).SingleOrDefaultAsync(cancellationToken) is { } email ? DomainName.Of(email) : null;

    /// <summary>
    /// The verified domains by which the account may join, or ask to: its address is in exactly this domain. One company verifies a domain, so
    /// there is one at most.
    /// </summary>
    public static async Task<IQueryable<CompanyDomain>> JoinableByAsync(this CompanyDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var name = await db.ConfirmedDomainAsync(accountId, cancellationToken) ?? "";
        return db.Domains.Where(d => d.Name == name && d.VerifiedAt != null && d.Joining != DomainJoining.Off && d.Company.Status == CompanyStatus.Active);
    }

    /// <summary>Makes the account a member by a domain, with the unit of work; the company is locked, and the domain read with its company and role.</summary>
    /// <returns>The member, or why that is not possible.</returns>
    public static async Task<(Member? Member, ProblemHttpResult? Refusal)> JoinAsync(
        this CompanyDb db, AuditTrail audit, CompanyDomain domain, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Members.AnyAsync(m => m.CompanyId == domain.CompanyId && m.AccountId == accountId, cancellationToken))
            return (null, InviteMember.AlreadyMember());
        if (await db.RefuseWithoutSeatAsync(domain.Company, now, cancellationToken) is { } full)
            return (null, full);

        var member = new Member { CompanyId = domain.CompanyId, AccountId = accountId, Role = MemberRole.Member, JoinedAt = now };
        if (domain.Role is not null)
            member.Roles.Add(domain.Role);
        db.Add(member);
        await audit.RecordAsync(db, domain.CompanyId, "member.joined", member.AuditTarget(), AuditChanges.Between(null, member.Audited()), cancellationToken);
        return (member, null);
    }

    /// <summary>
    /// Whoever is removed does not come back by their address at once: as after a request that was declined, with the unit of work. The company is
    /// locked.
    /// </summary>
    public static async Task KeepOutAsync(this CompanyDb db, Guid companyId, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var joinable = await db.JoinableByAsync(accountId, cancellationToken);
        if (await joinable.SingleOrDefaultAsync(d => d.CompanyId == companyId, cancellationToken) is not { } domain)
            return;

        await db.JoinRequests.Where(r => r.CompanyId == companyId && r.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        var request = JoinRequest.Of(domain, accountId, now);
        request.DeclinedAt = now;
        db.Add(request);
    }
}
