using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.PartnerApi.Partners;

namespace SaasPlatform.PartnerApi.Clients;

/// <summary>A client of a partner's system. Its secret and scopes belong to identity; here stands whose it is.</summary>
public sealed class PartnerClient
{
    public const int ClientIdLength = 100;
    public const int NameLength = 200;

    /// <summary>UUIDv7, for the order of the list.</summary>
    public Guid Id { get; init; }
    public Guid PartnerId { get; init; }
    public required string ClientId { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public Partner Partner { get; init; } = null!;
}

internal sealed class PartnerClientConfiguration : IEntityTypeConfiguration<PartnerClient>
{
    public void Configure(EntityTypeBuilder<PartnerClient> builder)
    {
        builder.ToTable("clients");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.ClientId).HasMaxLength(PartnerClient.ClientIdLength);
        builder.Property(c => c.Name).HasMaxLength(PartnerClient.NameLength);
        builder.HasOne(c => c.Partner).WithMany(p => p.Clients).HasForeignKey(c => c.PartnerId);
        builder.HasIndex(c => c.ClientId).IsUnique();
        builder.HasIndex(c => new { c.PartnerId, c.Id });
    }
}
