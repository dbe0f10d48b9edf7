using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SaasPlatform.Identity.Accounts;

/// <summary>A person's account: how they sign in, and the OIDC standard claims (OIDC Core section 5.1).</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The longest name, given name or family name.</summary>
    public const int NameLength = 200;

    public Account()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString("N");
    }

    /// <summary>The name to show.</summary>
    public required string Name { get; set; }

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    /// <summary>Middle name; in Russian the patronymic.</summary>
    public string? MiddleName { get; set; }

    public string? Nickname { get; set; }

    /// <summary>The short name by which the person wants to be known; not unique.</summary>
    public string? PreferredUsername { get; set; }

    /// <summary>The address of the person's profile page.</summary>
    public string? Profile { get; set; }

    public string? Website { get; set; }

    public string? Gender { get; set; }

    /// <summary>ISO 8601: <c>YYYY-MM-DD</c>, or <c>YYYY</c> alone; the year <c>0000</c> where it is not said.</summary>
    public string? Birthdate { get; set; }

    public PostalAddress? Address { get; set; }

    /// <summary>Language tag (BCP 47).</summary>
    public string? Locale { get; set; }

    /// <summary>Name in the IANA time zone database.</summary>
    public string? ZoneInfo { get; set; }

    public string? Picture { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a claim last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the changes of claims; a failed sign-in is none. The ETag of the account.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Makes an account that signs in by e-mail address.</summary>
    public static Account Create(string email, string name, DateTimeOffset now) => new()
    {
        UserName = email,
        Email = email,
        Name = name,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Notes that a claim changed.</summary>
    public void ClaimsChanged(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.NameLength);
        builder.Property(a => a.GivenName).HasMaxLength(Account.NameLength);
        builder.Property(a => a.FamilyName).HasMaxLength(Account.NameLength);
        builder.Property(a => a.MiddleName).HasMaxLength(Account.NameLength);
        builder.Property(a => a.Nickname).HasMaxLength(Account.NameLength);
        builder.Property(a => a.PreferredUsername).HasMaxLength(Account.NameLength);
        builder.Property(a => a.Profile).HasMaxLength(2048);
        builder.Property(a => a.Website).HasMaxLength(2048);
        builder.Property(a => a.Gender).HasMaxLength(32);
        builder.Property(a => a.Birthdate).HasMaxLength(10);
        builder.ComplexProperty(a => a.Address, address => address.ToJson("address"));
        builder.Property(a => a.Locale).HasMaxLength(35);
        builder.Property(a => a.ZoneInfo).HasMaxLength(64);
        builder.Property(a => a.Picture).HasMaxLength(2048);
        builder.Property(a => a.PhoneNumber).HasMaxLength(32);
        builder.HasIndex(a => a.NormalizedEmail).IsUnique();
    }
}
