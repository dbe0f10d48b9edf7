using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.People;

/// <summary>What this service knows of an account: a copy of what identity announces, and no more of it than lists of members show.</summary>
public sealed class Person
{
    public Guid AccountId { get; init; }
    public required string Email { get; set; }
    /// <summary>Whether identity has confirmed the address, as it does before it makes an account.</summary>
    public bool EmailIsVerified { get; set; } = true;

    /// <summary>The address as it is compared with that of an invitation.</summary>
    public string ComparableEmail
    {
        get => EmailAddress.Comparable(Email);
        private set => _ = value;
    }

    public required string Name { get; set; }

    /// <summary>The preferred language, a BCP 47 tag; null where the account has none.</summary>
    public string? Locale { get; set; }

    /// <summary>In which of the platform's two languages this person is written to.</summary>
    public string MailLanguage => Locale?.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "ru";

    /// <summary>The version of the account that this is a copy of.</summary>
    public int AccountVersion { get; set; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.AccountId);
        builder.Property(p => p.AccountId).ValueGeneratedNever();
        builder.Property(p => p.Email).HasMaxLength(320);
        builder.Property(p => p.EmailIsVerified).HasDefaultValue(true);
        builder.Property(p => p.Name).HasMaxLength(400);
        builder.Property(p => p.Locale).HasMaxLength(35);
        builder.Ignore(p => p.MailLanguage);
        builder.Property(p => p.ComparableEmail).HasMaxLength(320).HasDefaultValue("").UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.HasIndex(p => p.ComparableEmail);
    }
}
