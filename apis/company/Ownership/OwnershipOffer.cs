using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;

namespace SaasPlatform.CompanyApi.Ownership;

/// <summary>An owner hands the company over to another member, who has not confirmed yet. A company has one at a time.</summary>
public sealed class OwnershipOffer
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public Guid CompanyId { get; init; }
    public Guid FromAccountId { get; init; }
    public Guid ToAccountId { get; init; }
    public DateTimeOffset OfferedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class OwnershipOfferConfiguration : IEntityTypeConfiguration<OwnershipOffer>
{
    public void Configure(EntityTypeBuilder<OwnershipOffer> builder)
    {
        builder.ToTable("ownership_offers");
        builder.HasKey(o => o.CompanyId);
        builder.Property(o => o.CompanyId).ValueGeneratedNever();
        builder.HasOne<Company>().WithOne().HasForeignKey<OwnershipOffer>(o => o.CompanyId);
    }
}
