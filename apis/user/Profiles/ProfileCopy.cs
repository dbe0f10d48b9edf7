using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.UserApi.Data;

namespace SaasPlatform.UserApi.Profiles;

/// <summary>Keeps the copy of an account: made at the first read, fetched again when it is older than a minute.</summary>
internal sealed class ProfileCopy(UserDb db, IdentityAccounts accounts, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>The person's profile, not older than a minute where identity can be reached; null when there is no such account.</summary>
    /// <exception cref="UnavailableException">There is no copy yet, and identity cannot be reached.</exception>
    public async Task<Profile?> GetAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var profile = await db.Profiles.SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken);
        if (profile is null)
            return await CreateAsync(accountId, cancellationToken);
        if (clock.GetUtcNow() - profile.RefreshedAt < Fresh)
            return profile;

        try
        {
            var account = await accounts.FindAsync(accountId, cancellationToken);
            return account is null ? null : await RefreshAsync(profile, account, cancellationToken);
        }
        catch (UnavailableException)
        {
            // An old name is better than none.
            return profile;
        }
    }

    /// <summary>Stores what identity says now. A change that somebody else stores meanwhile stays, and the copy with it.</summary>
    public async Task<Profile> RefreshAsync(Profile profile, IdentityAccount account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // An answer that was overtaken on its way must not undo a newer one.
        if (account.Version > profile.AccountVersion)
        {
            profile.Copy(account);
            profile.RefreshedAt = now;
            profile.UpdatedAt = now;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                await db.Entry(profile).ReloadAsync(cancellationToken);
            }

            return profile;
        }

        await MarkRefreshedAsync(profile.AccountId, now, cancellationToken);
        return profile;
    }

    /// <summary>Makes the next read ask identity: after a change whose answer was lost.</summary>
    public Task ForgetFreshnessAsync(Guid accountId, CancellationToken cancellationToken) =>
        MarkRefreshedAsync(accountId, DateTimeOffset.UnixEpoch, cancellationToken);

    /// <summary>Past the change tracker: being looked at again is no new version of the profile.</summary>
    private Task<int> MarkRefreshedAsync(Guid accountId, DateTimeOffset time, CancellationToken cancellationToken) =>
        db.Profiles.Where(p => p.AccountId == accountId).ExecuteUpdateAsync(s => s.SetProperty(p => p.RefreshedAt, time), cancellationToken);

    private async Task<Profile?> CreateAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(accountId, cancellationToken);
        if (account is null)
            return null;

        var now = clock.GetUtcNow();
        var profile = new Profile
        {
            AccountId = accountId,
            Email = account.Email,
            Name = account.Name,
            RefreshedAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        profile.Copy(account);
        db.Add(profile);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return profile;
        }
        catch (DbUpdateException e) when (db.IsKeyViolation<Profile>(e))
        {
            // Another first read of the same person was quicker.
            db.ChangeTracker.Clear();
            return await db.Profiles.SingleAsync(p => p.AccountId == accountId, cancellationToken);
        }
    }
}
