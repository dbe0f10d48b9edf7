using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.PartnerApi.Members;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.PartnerApi.Partners;

public enum PartnerStatus
{
    Pending,
    Active,
    Suspended,
}

public sealed class Partner : IVersioned
{
    public const int NameLength = 300;
    public const int EmailLength = 254;
    public const int WebsiteLength = 500;

    public Guid Id { get; init; }
    public required string Name { get; set; }
    public required string Inn { get; init; }
    public required string ContactEmail { get; set; }
    public string? Website { get; set; }
    public PartnerStatus Status { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    public ICollection<PartnerMember> Members { get; } = [];

    public ICollection<PartnerClient> Clients { get; } = [];
}

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable("partners");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(Partner.NameLength);
        builder.Property(p => p.Inn).HasMaxLength(Shared.Russia.Inn.PersonLength);
        builder.Property(p => p.ContactEmail).HasMaxLength(Partner.EmailLength);
        builder.Property(p => p.Website).HasMaxLength(Partner.WebsiteLength);
        builder.Property(p => p.Status).HasConversion<string>().HasMaxLength(20);
    }
}
