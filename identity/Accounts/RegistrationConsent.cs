using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SaasPlatform.Identity.Accounts;

/// <summary>The consent to the processing of personal data a person gave with the registration (152-FZ): to what, in which words, when and from where.</summary>
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
