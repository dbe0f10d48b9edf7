using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.UserApi.Preferences;

public enum Theme
{
    System,
    Light,
    Dark,
}

public enum WeekStart
{
    Monday,
    Sunday,
}

/// <summary>How a person likes the product; a row exists once something differs from the defaults.</summary>
public sealed class UserPreferences : IVersioned
{
    public Guid AccountId { get; init; }
    public Theme Theme { get; set; } = Theme.System;
    public WeekStart WeekStartsOn { get; set; } = WeekStart.Monday;
    public bool EmailNotifications { get; set; } = true;

    /// <summary>Off until the person asks for it: advertising needs consent.</summary>
    public bool ProductNews { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>0 while nothing is stored.</summary>
    public int Version { get; set; }
}

internal sealed class UserPreferencesConfiguration : IEntityTypeConfiguration<UserPreferences>
{
    public void Configure(EntityTypeBuilder<UserPreferences> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(p => p.AccountId);
        builder.Property(p => p.AccountId).ValueGeneratedNever();
        builder.Property(p => p.Theme).HasConversion<string>().HasMaxLength(20);
        builder.Property(p => p.WeekStartsOn).HasConversion<string>().HasMaxLength(20);
    }
}
