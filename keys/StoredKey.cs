using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SaasPlatform.Keys;

/// <summary>A key at rest: its private half only as wrapped by the root key.</summary>
public sealed class StoredKey
{
    /// <summary>The <c>kid</c>.</summary>
    public required string Id { get; init; }

    public required KeyPurpose Purpose { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on new tokens are made with it. It is published from its creation on.</summary>
    public required DateTimeOffset ActivatesAt { get; set; }

    /// <summary>From when on its successor makes new tokens; null while there is none.</summary>
    public DateTimeOffset? RetiresAt { get; set; }

    /// <summary>From when on nothing made with it can still be valid, so that it is deleted; null while there is no successor.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public required byte[] WrappedKey { get; init; }
}

public sealed class StoredKeyConfiguration : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> builder)
    {
        builder.ToTable("keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasMaxLength(64);
        builder.Property(k => k.Purpose).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(k => new { k.Purpose, k.ActivatesAt });
    }
}
