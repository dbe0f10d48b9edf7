using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Sessions;

/// <summary>A person who signed in at one browser, until they sign out there or the time is over.</summary>
public sealed class Session
{
    /// <summary>The longest name of a browser that is kept.</summary>
    public const int BrowserLength = 300;

    /// <summary>The session id of the protocol (<c>sid</c>, OIDC Back-Channel Logout section 2.1).</summary>
    public required string Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the browser was here last, to the minute.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The end that using the session does not move.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the person asked to stay signed in when the browser closes.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>What the browser called itself (<c>User-Agent</c>), so that the person knows it again.</summary>
    public string? Browser { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public static string NewId() => Guid.CreateVersion7().ToString("N");
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.ToTable("sessions");
        table.Property(s => s.Id).HasMaxLength(64).ValueGeneratedNever();
        table.Property(s => s.Browser).HasMaxLength(Session.BrowserLength);
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        table.HasIndex(s => s.ExpiresAt);
    }
}
