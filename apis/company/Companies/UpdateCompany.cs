using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>What may change of a company.</summary>
public sealed record UpdateCompanyRequest
{
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
}

internal static class UpdateCompany
{
    public static async Task<Results<Versioned<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, IfMatch ifMatch, MergePatch<UpdateCompanyRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit,
        CompanyChecks checks, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.CompanyUpdate, out var refusal))
            return refusal;

        var company = caller.Company;
        if (!ifMatch.Matches(company.Version))
            return Problems.PreconditionFailed();
        if (company.Status == CompanyStatus.Archived)
            return Callers.Archived();
        if (!patch.TryApply(Current(company), c => Check(company.Kind, c), out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        var (before, identity, statusBefore) = (company.Audited(), company.Identity(), company.RegistryStatus);
        company.Kpp = changed.Kpp;
        company.Ogrn = changed.Ogrn;
        company.FullName = changed.FullName.Trim();
        company.ShortName = changed.ShortName?.Trim();
        company.LegalAddress = changed.LegalAddress?.Trim();
        company.PostalAddress = changed.PostalAddress?.Trim();
        company.Okved = changed.Okved;
        company.Bik = changed.Bik;
        company.SettlementAccount = changed.SettlementAccount;
        company.CorrespondentAccount = changed.CorrespondentAccount;
        if (company.Identity() != identity)
        {
            (company.Verification, company.ConfirmedBy) = (CompanyVerification.Unverified, null);
            await checks.CheckByCopyAsync(company, cancellationToken);
        }

        if (db.Entry(company).State == EntityState.Modified)
        {
            company.UpdatedAt = clock.GetUtcNow();
            await checks.AnnounceAsync(company, statusBefore, cancellationToken);
            await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
            await audit.RecordAsync(db, companyId, "company.changed", company.AuditTarget(), AuditChanges.Between(before, company.Audited()), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await change.CommitAsync(cancellationToken);
        }

        return new Versioned<CompanyResponse>(CompanyResponse.From(caller), company.Version);
    }

    private static IEnumerable<ValidationResult> Check(CompanyKind kind, UpdateCompanyRequest changed) =>
        RegistrationRules.Check(kind, changed.Kpp, changed.Ogrn)
            .Concat(RegistrationRules.CheckDetails(changed.Okved, changed.Bik, changed.SettlementAccount, changed.CorrespondentAccount));

    private static UpdateCompanyRequest Current(Company company) => new()
    {
        Kpp = company.Kpp,
        Ogrn = company.Ogrn,
        FullName = company.FullName,
        ShortName = company.ShortName,
        LegalAddress = company.LegalAddress,
        PostalAddress = company.PostalAddress,
        Okved = company.Okved,
        Bik = company.Bik,
        SettlementAccount = company.SettlementAccount,
        CorrespondentAccount = company.CorrespondentAccount,
    };
}
