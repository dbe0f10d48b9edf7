using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Domains;

namespace SaasPlatform.CompanyApi.Joining;

/// <summary>Somebody with an address in a verified domain asks to become a member.</summary>
public sealed class JoinRequest
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How many may wait in one company.</summary>
    public const int PerCompany = 1_000;

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public Guid DomainId { get; init; }
    public Guid AccountId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was declined. It stays until it expires, so that the person cannot ask again, nor join, at once.</summary>
    public DateTimeOffset? DeclinedAt { get; set; }

    public Company Company { get; init; } = null!;
    public CompanyDomain Domain { get; init; } = null!;

    public static JoinRequest Of(CompanyDomain domain, Guid accountId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CompanyId = domain.CompanyId,
        DomainId = domain.Id,
        AccountId = accountId,
        CreatedAt = now,
        ExpiresAt = now + Lifetime,
    };
}

internal sealed class JoinRequestConfiguration : IEntityTypeConfiguration<JoinRequest>
{
    public void Configure(EntityTypeBuilder<JoinRequest> builder)
    {
        builder.ToTable("join_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne(r => r.Company).WithMany().HasForeignKey(r => r.CompanyId);
        builder.HasOne(r => r.Domain).WithMany().HasForeignKey(r => r.DomainId);
        builder.HasIndex(r => new { r.CompanyId, r.AccountId }).IsUnique();
        builder.HasIndex(r => new { r.CompanyId, r.Id });
        builder.HasIndex(r => r.DomainId);
        builder.HasIndex(r => r.AccountId);
        // Expired ones are deleted along it.
        builder.HasIndex(r => r.ExpiresAt);
    }
}
