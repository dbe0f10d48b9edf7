using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Sessions;

/// <summary>The sessions of browsers. A cookie names one; whether it lasts, the database says, to every replica at once.</summary>
public sealed class BrowserSessions(IdentityDb db, IOptions<SessionSettings> settings, TimeProvider clock)
{
    /// <summary>How exact <see cref="Session.LastSeenAt"/> is: a person who clicks on costs one write a minute.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session.</summary>
    /// <param name="accountId">Who signed in.</param>
    /// <param name="isRemembered">Whether it outlives the browser's window.</param>
    /// <param name="browser">What the browser calls itself.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Session> BeginAsync(Guid accountId, bool isRemembered, string? browser, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Session.NewId(),
            AccountId = accountId,
            StartedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + LifetimeOf(isRemembered),
            IsRemembered = isRemembered,
            Browser = Printable(browser),
        };
        db.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    /// <summary>Whoever proves again who they are goes on in the same session, and its time begins anew.</summary>
    /// <returns>Its new end; null where the session has ended.</returns>
    public async Task<DateTimeOffset?> RenewAsync(string id, bool isRemembered, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = now + LifetimeOf(isRemembered);
        var renewed = await db.Sessions.Where(s => s.Id == id && s.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.ExpiresAt, end).SetProperty(s => s.IsRemembered, isRemembered),
            cancellationToken);
        return renewed == 0 ? null : end;
    }

    /// <summary>Finds the account of a session that lasts, and notes that the browser was here.</summary>
    /// <returns>The account; null where the session has ended, or its time is over.</returns>
    public async Task<Account?> FindAccountAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.Sessions
            .Where(s => s.Id == id && s.EndedAt == null && s.ExpiresAt > now)
            .Join(db.Users, s => s.AccountId, a => a.Id, (s, a) => new { s.LastSeenAt, s.IsRemembered, Account = a })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null || now - found.LastSeenAt > IdleLifetimeOf(found.IsRemembered))
            return null;

        if (now - found.LastSeenAt >= SeenEvery)
            await db.Sessions.Where(s => s.Id == id && s.LastSeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);
        return found.Account;
    }

    /// <summary>The sessions of an account that last, the one used last first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.AccountId == accountId && s.EndedAt == null && s.ExpiresAt > now)
            .OrderByDescending(s => s.LastSeenAt)
            .ToListAsync(cancellationToken);
        return [.. sessions.Where(s => now - s.LastSeenAt <= IdleLifetimeOf(s.IsRemembered))];
    }

    private TimeSpan LifetimeOf(bool isRemembered) => isRemembered ? settings.Value.RememberedLifetime : settings.Value.Lifetime;

    private TimeSpan IdleLifetimeOf(bool isRemembered) => isRemembered ? settings.Value.RememberedIdleLifetime : settings.Value.IdleLifetime;

    /// <summary>PostgreSQL takes the character NUL in no text, and a page shows no other control character either.</summary>
    private static string? Printable(string? browser)
    {
        var text = string.Concat((browser ?? string.Empty).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(Session.BrowserLength));
        return text.Length == 0 ? null : text;
    }
}
