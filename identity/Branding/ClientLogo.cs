using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Branding;

/// <summary>The picture of a client. It has a table of its own, because clients are read at every request and their pictures are not.</summary>
public sealed class ClientLogo
{
    /// <summary>The row of the client.</summary>
    public required Guid ClientId { get; init; }

    /// <summary>What the content is, told by the content.</summary>
    public required string MediaType { get; set; }

    public required byte[] Content { get; set; }

    /// <summary>Of the content; the client's settings say the same one, and the address of the picture holds it.</summary>
    public required string Hash { get; set; }
}

internal sealed class ClientLogoConfiguration : IEntityTypeConfiguration<ClientLogo>
{
    public void Configure(EntityTypeBuilder<ClientLogo> logo)
    {
        logo.ToTable("client_logos");
        logo.HasKey(l => l.ClientId);
        logo.Property(l => l.ClientId).ValueGeneratedNever();
        logo.Property(l => l.MediaType).HasMaxLength(32);
        logo.Property(l => l.Content).HasMaxLength(LogoImage.MostBytes);
        logo.Property(l => l.Hash).HasMaxLength(LogoImage.HashLength);
        logo.HasOne<Client>().WithOne().HasForeignKey<ClientLogo>(l => l.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}
