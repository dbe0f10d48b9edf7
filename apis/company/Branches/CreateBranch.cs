using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Russia;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

/// <summary>A branch to enter, or what of one may change.</summary>
public sealed record BranchRequest : IValidatableObject
{
    /// <summary>The reason code of its own tax registration; unique in the company.</summary>
    [Required]
    public string Kpp { get; init; } = null!;

    /// <summary>The name as registered.</summary>
    [Required, PlainText, MaxLength(Company.NameLength)]
    public string Name { get; init; } = null!;

    /// <summary>Where it is, one line.</summary>
    [PlainText, MaxLength(Company.AddressLength)]
    public string? Address { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        RegistrationRules.Check(CompanyKind.LegalEntity, Kpp, ogrn: null);
}

internal static class CreateBranch
{
    public static async Task<Results<VersionedCreated<BranchResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, BranchRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.CompanyUpdate, out var refusal))
            return refusal;
        if (!Inn.IsLegalEntity(caller.Company.Inn))
            return Problems.Conflict("no_branches", "This company cannot have branches.", "They are of a legal entity or of a foreign company with an INN.");
        if (await db.Branches.CountAsync(b => b.CompanyId == companyId, cancellationToken) >= Branch.PerCompany)
            return Problems.Conflict("too_many_branches", $"A company has at most {Branch.PerCompany} branches.");

        var now = clock.GetUtcNow();
        var branch = new Branch
        {
            Id = Guid.CreateVersion7(now),
            CompanyId = companyId,
            Kpp = request.Kpp,
            Name = request.Name.Trim(),
            Address = request.Address?.Trim(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(branch);
        await audit.RecordAsync(db, companyId, "branch.created", branch.AuditTarget(), AuditChanges.Between(null, branch.Audited()), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<Branch>(e, nameof(Branch.CompanyId), nameof(Branch.Kpp)))
        {
            return KppTaken();
        }

        await change.CommitAsync(cancellationToken);
        return new VersionedCreated<BranchResponse>(BranchResponse.From(branch), ETags.Format(branch.Version), $"/v1/companies/{companyId}/branches/{branch.Id}");
    }

    public static ProblemHttpResult KppTaken() => Problems.Conflict("kpp_taken", "The company has a branch with this KPP.");
}
