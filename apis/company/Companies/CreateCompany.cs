using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>A company to create. The numbers must fit the kind.</summary>
public sealed record CreateCompanyRequest : IValidatableObject
{
    /// <summary>What kind of taxpayer it is; never changes.</summary>
    [Required]
    public CompanyKind? Kind { get; init; }

    /// <summary>The taxpayer number; never changes. A foreign company may have none.</summary>
    public string? Inn { get; init; }

    /// <summary>Where a foreign company is registered (ISO 3166-1 alpha-2), and only that; never changes.</summary>
    public string? Country { get; init; }

    /// <summary>The number of a foreign company in the register of its country; never changes.</summary>
    [PlainText, MaxLength(Company.RegistrationNumberLength)]
    public string? RegistrationNumber { get; init; }

    /// <summary>The reason code of the tax registration; a sole proprietor has none.</summary>
    public string? Kpp { get; init; }

    /// <summary>The state registration number (OGRN, OGRNIP), of Russian companies.</summary>
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

    /// <summary>Where letters go, one line.</summary>
    [PlainText, MaxLength(Company.AddressLength)]
    public string? PostalAddress { get; init; }

    /// <summary>The code of the main activity (OKVED 2), as 62.01.</summary>
    public string? Okved { get; init; }

    /// <summary>The code of the bank.</summary>
    public string? Bik { get; init; }

    /// <summary>The account at that bank, with its control key.</summary>
    public string? SettlementAccount { get; init; }

    /// <summary>The bank's own account at the Bank of Russia.</summary>
    public string? CorrespondentAccount { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        RegistrationRules.Check(Kind!.Value, Inn, Country, RegistrationNumber)
            .Concat(RegistrationRules.Check(Kind.Value, Kpp, Ogrn))
            .Concat(RegistrationRules.CheckDetails(Okved, Bik, SettlementAccount, CorrespondentAccount));
}

internal static class CreateCompany
{
    public static async Task<Results<VersionedCreated<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        CreateCompanyRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, CompanyChecks checks, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (user.OrganizationId is not null)
            return Callers.OrganizationToken();

        var now = clock.GetUtcNow();
        var company = new Company
        {
            Id = Guid.CreateVersion7(now),
            Kind = request.Kind!.Value,
            Inn = request.Inn,
            Country = request.Country,
            RegistrationNumber = request.RegistrationNumber?.Trim(),
            Kpp = request.Kpp,
            Ogrn = request.Ogrn,
            FullName = request.FullName.Trim(),
            ShortName = request.ShortName?.Trim(),
            LegalAddress = request.LegalAddress?.Trim(),
            PostalAddress = request.PostalAddress?.Trim(),
            Okved = request.Okved,
            Bik = request.Bik,
            SettlementAccount = request.SettlementAccount,
            CorrespondentAccount = request.CorrespondentAccount,
            Status = CompanyStatus.Active,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await checks.CheckByCopyAsync(company, cancellationToken);
        var owner = new Member { Company = company, AccountId = user.Id, Role = MemberRole.Owner, JoinedAt = now };
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(owner);
        await audit.RecordAsync(db, company.Id, "company.created", company.AuditTarget(), AuditChanges.Between(null, company.Audited()), cancellationToken);
        await audit.RecordAsync(db, company.Id, "member.joined", owner.AuditTarget(), AuditChanges.Between(null, owner.Audited()), cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (TakenNumbers.Refusal(db, e) is { } taken)
        {
            return taken;
        }

        await change.CommitAsync(cancellationToken);
        return new VersionedCreated<CompanyResponse>(
            CompanyResponse.From(owner), ETags.Format(company.Version), $"/v1/companies/{company.Id}");
    }
}
