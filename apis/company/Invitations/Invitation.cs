using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>Somebody is asked by mail to become a member. It is gone once it is accepted, declined or withdrawn.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How many a company may have open.</summary>
    public const int PerCompany = 1_000;

    /// <summary>How many mails one address gets in a day, whoever asks for them.</summary>
    public const int MailsADay = 10;

    /// <summary>How long after a mail the next one may be asked for.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(10);

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }

    /// <summary>Where the mail goes, as <see cref="EmailAddress.Parse"/> gives it.</summary>
    public required string Email { get; init; }

    /// <summary>The address as it is compared.</summary>
    public string ComparableEmail
    {
        get => EmailAddress.Comparable(Email);
        private set => _ = value;
    }

    public MemberRole Role { get; init; }
    public Guid InvitedByAccountId { get; init; }

    /// <summary>The language of the mail, as two letters.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// What the mailed link carries: whoever has it got the mail. It opens one membership, and only to somebody who is signed in; the mail is
    /// written from it whenever it is sent, so it is kept as it is.
    /// </summary>
    public string Key { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SentAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    public Company Company { get; init; } = null!;

    /// <summary>Roles of the company's own, besides <see cref="Role"/>.</summary>
    public List<Role> Roles { get; } = [];

    internal const int KeyBytes = 16;

    /// <summary>What the member will be able to do.</summary>
    public IEnumerable<string> Permissions() => Member.PermissionsOf(Role, Roles);

    public bool HasKey(string? key) => key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Key));
}

/// <summary>Which roles of the company's own an invitation gives.</summary>
public sealed class InvitationRole
{
    public Guid InvitationId { get; init; }
    public Guid RoleId { get; init; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.ComparableEmail).HasMaxLength(EmailAddress.MaxLength).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(i => i.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.Language).HasMaxLength(2);
        builder.Property(i => i.Key).HasMaxLength(2 * Invitation.KeyBytes);
        builder.HasOne(i => i.Company).WithMany().HasForeignKey(i => i.CompanyId);
        builder.HasMany(i => i.Roles).WithMany().UsingEntity<InvitationRole>(
            // A role that is deleted meanwhile is given to nobody.
            right => right.HasOne<Role>().WithMany().HasForeignKey(r => r.RoleId).OnDelete(DeleteBehavior.Cascade),
            left => left.HasOne<Invitation>().WithMany().HasForeignKey(r => r.InvitationId).OnDelete(DeleteBehavior.Cascade),
            join =>
            {
                join.ToTable("invitation_roles");
                join.HasKey(r => new { r.InvitationId, r.RoleId });
                join.HasIndex(r => r.RoleId);
            });
        builder.HasIndex(i => new { i.CompanyId, i.ComparableEmail }).IsUnique();
        // A person's, in whatever company; and a company's, newest first.
        builder.HasIndex(i => i.ComparableEmail);
        builder.HasIndex(i => new { i.CompanyId, i.Id });
        // Those that expired long ago are deleted along it.
        builder.HasIndex(i => i.ExpiresAt);
    }
}
