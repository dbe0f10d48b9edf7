using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>A company to create. KPP and OGRN must fit the kind.</summary>
public sealed record CreateCompanyRequest : IValidatableObject
{
    /// <summary>What kind of taxpayer it is; never changes.</summary>
    [Required]
    public CompanyKind? Kind { get; init; }

    /// <summary>The taxpayer number; never changes.</summary>
    [Required]
    public string Inn { get; init; } = null!;

    /// <summary>The reason code of the tax registration, of legal entities only.</summary>
    public string? Kpp { get; init; }

    /// <summary>The state registration number.</summary>
    public string? Ogrn { get; init; }

    /// <summary>The name as registered.</summary>
    [Required, PlainText, MaxLength(Company.NameLength)]
    public string FullName { get; init; } = null!;

    /// <summary>The name for everyday use.</summary>
    [PlainText, MaxLength(Company.NameLength)]
    public string? ShortName { get; init; }

    /// <summary>The registered address, one line.</summary>
    [PlainText, MaxLength(Company.AddressLength)]
    public string? LegalAddress { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        RegistrationRules.Check(Kind!.Value, Inn).Concat(RegistrationRules.Check(Kind.Value, Kpp, Ogrn));
}

internal static class CreateCompany
{
    public static async Task<Results<VersionedCreated<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        CreateCompanyRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (user.OrganizationId is not null)
            return Callers.OrganizationToken();

        var now = clock.GetUtcNow();
        var company = new Company
        {
            Id = Guid.CreateVersion7(now),
            Kind = request.Kind!.Value,
            Inn = request.Inn,
            Kpp = request.Kpp,
            Ogrn = request.Ogrn,
            FullName = request.FullName.Trim(),
            ShortName = request.ShortName?.Trim(),
            LegalAddress = request.LegalAddress?.Trim(),
            Status = CompanyStatus.Active,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var owner = new Member { Company = company, AccountId = user.Id, Role = MemberRole.Owner, JoinedAt = now };
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(owner);
        await audit.RecordAsync(db, company.Id, "company.created", company.AuditTarget(), AuditChanges.Between(null, company.Audited()), cancellationToken);
        await audit.RecordAsync(db, company.Id, "member.joined", owner.AuditTarget(), AuditChanges.Between(null, owner.Audited()), cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<Company>(e, nameof(Company.Inn)))
        {
            return Problems.Conflict(
                "inn_taken", "There is an active company with this INN.", "Ask its owner to invite you, if it is your company.");
        }

        await change.CommitAsync(cancellationToken);
        return new VersionedCreated<CompanyResponse>(
            CompanyResponse.From(owner), ETags.Format(company.Version), $"/v1/companies/{company.Id}");
    }
}
