using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Accounts;

/// <summary>
/// A registration whose address is not confirmed. It holds no address for anybody: several may wait for one, and the first that
/// is confirmed becomes the account. Deleted with the confirmation, or after its time.
/// </summary>
public sealed class PendingRegistration
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public Guid Id { get; init; }

    public required string Email { get; init; }

    /// <summary>As in the accounts.</summary>
    public required string NormalizedEmail { get; init; }

    public required string Name { get; init; }

    public required string PasswordHash { get; init; }

    /// <summary>The local address of what the registration interrupted.</summary>
    public string? ReturnUrl { get; init; }

    public required GivenConsent Consent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Wrong passwords in a row, given where the link was opened in another browser.</summary>
    public int AccessFailedCount { get; init; }

    public DateTimeOffset? LockoutEnd { get; init; }
}

internal sealed class PendingRegistrationConfiguration : IEntityTypeConfiguration<PendingRegistration>
{
    public void Configure(EntityTypeBuilder<PendingRegistration> table)
    {
        table.ToTable("pending_registrations");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        table.Property(r => r.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        table.Property(r => r.Name).HasMaxLength(Account.NameLength);
        table.ComplexProperty(r => r.Consent, GivenConsent.Configure);
        table.HasIndex(r => r.ExpiresAt);
    }
}
