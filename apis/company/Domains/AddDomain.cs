using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>A domain to add.</summary>
public sealed record AddDomainRequest : IValidatableObject
{
    /// <summary>What stands behind the @ of the company's addresses.</summary>
    [Required, MaxLength(DomainName.MaxLength)]
    public string Name { get; init; } = null!;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DomainName.Parse(Name) is null)
            yield return new("The domain must be that of e-mail addresses, as example.com.", ["name"]);
    }
}

internal static class AddDomain
{
    public static async Task<Results<VersionedCreated<DomainResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, AddDomainRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, DomainChecks checks, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.DomainsManage, out var refusal))
            return refusal;

        var name = DomainName.Parse(request.Name)!;
        if (DomainName.IsFreeMail(name))
            return Problems.Unprocessable("free_mail_domain", "Anybody can have an address in this domain.", "Add a domain of the company's own.");
        if (DomainName.IsPublicSuffix(name))
            return Problems.Unprocessable("public_suffix", "Domains are given to anybody under this name.", "Add the company's own domain under it.");
        if (await db.Domains.CountAsync(d => d.CompanyId == companyId, cancellationToken) >= CompanyDomain.PerCompany)
            return Problems.Conflict("too_many_domains", $"A company has at most {CompanyDomain.PerCompany} domains.");

        var now = clock.GetUtcNow();
        var domain = new CompanyDomain { Id = Guid.CreateVersion7(now), CompanyId = companyId, Name = name, DueAt = now, CreatedAt = now, UpdatedAt = now };
        db.Add(domain);
        await audit.RecordAsync(db, companyId, "domain.added", domain.AuditTarget(), AuditChanges.Between(null, domain.Audited()), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<CompanyDomain>(e, nameof(CompanyDomain.CompanyId), nameof(CompanyDomain.Name)))
        {
            return Problems.Conflict("domain_exists", "The company has this domain.");
        }

        await change.CommitAsync(cancellationToken);
        return new VersionedCreated<DomainResponse>(checks.Answer(domain), ETags.Format(domain.Version), $"/v1/companies/{companyId}/domains/{domain.Id}");
    }
}
