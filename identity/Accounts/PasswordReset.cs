using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Accounts;

/// <summary>
/// Somebody said that they forgot the password of the account with this address. Whether there is one is looked up when the mail
/// is written, not while the person waits. Deleted when a password is set, or after its time.
/// </summary>
public sealed class PasswordReset
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public Guid Id { get; init; }

    /// <summary>As in the accounts.</summary>
    public required string NormalizedEmail { get; init; }

    /// <summary>The local address of what was interrupted.</summary>
    public string? ReturnUrl { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> table)
    {
        table.ToTable("password_resets");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        table.HasIndex(r => r.NormalizedEmail);
        table.HasIndex(r => r.ExpiresAt);
    }
}
