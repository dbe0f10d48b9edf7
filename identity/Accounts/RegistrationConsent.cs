using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SaasPlatform.Identity.Accounts;

/// <summary>A consent to the processing of personal data as it was given (152-FZ): to what, in which words, when and from where.</summary>
public sealed class GivenConsent
{
    /// <summary>One purpose a consent: <c>account</c>.</summary>
    public required string Purpose { get; init; }

    public required string TextVersion { get; init; }

    /// <summary>SHA-256 of the words shown, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    public required string Language { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    internal static void Configure(ComplexPropertyBuilder<GivenConsent> consent)
    {
        consent.Property(c => c.Purpose).HasColumnName("consent_purpose").HasMaxLength(40);
        consent.Property(c => c.TextVersion).HasColumnName("consent_text_version").HasMaxLength(20);
        consent.Property(c => c.TextHash).HasColumnName("consent_text_hash").HasMaxLength(64);
        consent.Property(c => c.Language).HasColumnName("consent_language").HasMaxLength(10);
        consent.Property(c => c.GivenAt).HasColumnName("consent_given_at");
        consent.Property(c => c.Address).HasColumnName("consent_address").HasMaxLength(45);
        consent.Property(c => c.UserAgent).HasColumnName("consent_user_agent").HasMaxLength(300);
    }
}

/// <summary>The consent a person gave with the registration of the account.</summary>
public sealed class RegistrationConsent
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>One purpose a consent: <c>account</c>.</summary>
    public required string Purpose { get; init; }

    public required string TextVersion { get; init; }

    /// <summary>SHA-256 of the words shown, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    public required string Language { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    internal static RegistrationConsent Of(Guid accountId, GivenConsent given, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = accountId,
        Purpose = given.Purpose,
        TextVersion = given.TextVersion,
        TextHash = given.TextHash,
        Language = given.Language,
        GivenAt = given.GivenAt,
        Address = given.Address,
        UserAgent = given.UserAgent,
    };
}

internal sealed class RegistrationConsentConfiguration : IEntityTypeConfiguration<RegistrationConsent>
{
    public void Configure(EntityTypeBuilder<RegistrationConsent> table)
    {
        table.ToTable("registration_consents");
        table.Property(c => c.Id).ValueGeneratedNever();
        table.Property(c => c.Purpose).HasMaxLength(40);
        table.Property(c => c.TextVersion).HasMaxLength(20);
        table.Property(c => c.TextHash).HasMaxLength(64);
        table.Property(c => c.Language).HasMaxLength(10);
        table.Property(c => c.Address).HasMaxLength(45);
        table.Property(c => c.UserAgent).HasMaxLength(300);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
