using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.UserApi.Profiles;

/// <summary>A person: what this service owns (the job title), and a copy of the standard claims, which identity owns.</summary>
public sealed class Profile : IVersioned
{
    public const int NameLength = 200;
    public const int JobTitleLength = 200;

    /// <summary>The account id, <c>sub</c> everywhere.</summary>
    public Guid AccountId { get; init; }
    public string? JobTitle { get; set; }

    public required string Email { get; set; }
    public bool EmailVerified { get; set; }
    public required string Name { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public string? Locale { get; set; }
    public string? Zoneinfo { get; set; }
    public string? PhoneNumber { get; set; }
    public string? Picture { get; set; }

    /// <summary>Which version of the account the copy is.</summary>
    public int AccountVersion { get; set; }

    /// <summary>When the copy was last known to be right.</summary>
    public DateTimeOffset RefreshedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    /// <summary>Takes over the account as identity has it.</summary>
    public void Copy(IdentityAccount account)
    {
        Email = account.Email;
        EmailVerified = account.EmailVerified;
        Name = account.Name;
        GivenName = account.GivenName;
        FamilyName = account.FamilyName;
        Locale = account.Locale;
        Zoneinfo = account.Zoneinfo;
        PhoneNumber = account.PhoneNumber;
        Picture = account.Picture;
        AccountVersion = account.Version;
    }
}

internal sealed class ProfileConfiguration : IEntityTypeConfiguration<Profile>
{
    public void Configure(EntityTypeBuilder<Profile> builder)
    {
        builder.ToTable("profiles");
        builder.HasKey(p => p.AccountId);
        builder.Property(p => p.AccountId).ValueGeneratedNever();
        builder.Property(p => p.JobTitle).HasMaxLength(Profile.JobTitleLength);
        // The copied claims have no length here: identity decides how long they may be.
    }
}
