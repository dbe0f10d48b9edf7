using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.PartnerApi.Partners;

namespace SaasPlatform.PartnerApi.Members;

/// <summary>An account that acts for a partner; the first is whoever applied.</summary>
public sealed class PartnerMember
{
    public Guid PartnerId { get; init; }
    public Guid AccountId { get; init; }
    public DateTimeOffset JoinedAt { get; init; }

    public Partner Partner { get; init; } = null!;
}

internal sealed class PartnerMemberConfiguration : IEntityTypeConfiguration<PartnerMember>
{
    public void Configure(EntityTypeBuilder<PartnerMember> builder)
    {
        builder.ToTable("members");
        builder.HasKey(m => new { m.PartnerId, m.AccountId });
        builder.HasOne(m => m.Partner).WithMany(p => p.Members).HasForeignKey(m => m.PartnerId);
        builder.HasIndex(m => new { m.AccountId, m.PartnerId }).IsUnique();
    }
}
