using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;

namespace SaasPlatform.CompanyApi.Claims;

/// <summary>Somebody says to belong to the company that has an INN, whichever it is, and waits for its owners.</summary>
public sealed class CompanyClaim
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public const int MessageLength = 500;

    /// <summary>How many a person may have, declined ones too.</summary>
    public const int PerPerson = 10;

    /// <summary>How many may wait for the owners of one company.</summary>
    public const int PerCompany = 100;

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public Guid AccountId { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When an owner declined it. It stays until it expires, so that the person cannot ask again at once.</summary>
    public DateTimeOffset? DeclinedAt { get; set; }

    public Company Company { get; init; } = null!;
}

internal sealed class CompanyClaimConfiguration : IEntityTypeConfiguration<CompanyClaim>
{
    public void Configure(EntityTypeBuilder<CompanyClaim> builder)
    {
        builder.ToTable("company_claims");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Message).HasMaxLength(CompanyClaim.MessageLength);
        builder.HasOne(c => c.Company).WithMany().HasForeignKey(c => c.CompanyId);
        builder.HasIndex(c => new { c.CompanyId, c.AccountId }).IsUnique();
        builder.HasIndex(c => new { c.AccountId, c.Id });
        // Expired ones are deleted along it.
        builder.HasIndex(c => c.ExpiresAt);
    }
}
