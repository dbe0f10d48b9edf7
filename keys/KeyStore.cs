using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys;

/// <summary>The keys in the database. Every change happens under a lock, so that replicas agree on each key.</summary>
/// <param name="db">The context whose model holds <see cref="StoredKey"/>.</param>
/// <param name="root">Wraps new keys and opens stored ones.</param>
/// <param name="settings">When keys are due.</param>
/// <param name="clock">Tells the time.</param>
public sealed class KeyStore(DbContext db, RootKey root, IOptions<KeySettings> settings, TimeProvider clock)
{
    private readonly KeySchedule _schedule = new(settings.Value, root);

    /// <summary>Reads all keys, oldest first.</summary>
    public Task<List<StoredKey>> ListAsync(CancellationToken cancellationToken) =>
        db.Set<StoredKey>().AsNoTracking().OrderBy(k => k.Purpose).ThenBy(k => k.ActivatesAt).ToListAsync(cancellationToken);

    /// <summary>Adds the keys that are due, deletes those that have expired, and opens what is left.</summary>
    /// <exception cref="StartFailureException">The keys in the database belong to another root key.</exception>
    public async Task<IReadOnlyList<Key>> MaintainAsync(CancellationToken cancellationToken)
    {
        var keys = await ListAsync(cancellationToken);
        if (IsDue(keys, clock.GetUtcNow()))
            keys = await ChangeAsync(AddDueAndDeleteExpired, cancellationToken);
        try
        {
            return [.. keys.Select(k => Key.Open(k, root))];
        }
        catch (CryptographicException failure)
        {
            throw new StartFailureException(failure.Message, failure);
        }
    }

    /// <summary>Replaces the newest key of a purpose.</summary>
    /// <param name="purpose">Which key.</param>
    /// <param name="soon">As soon as every replica knows the new key, instead of after the usual announcement.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The newest key afterwards.</returns>
    public async Task<StoredKey> ReplaceAsync(KeyPurpose purpose, bool soon, CancellationToken cancellationToken)
    {
        var keys = await ChangeAsync(
            (stored, now) =>
            {
                if (_schedule.Replace([.. stored.Where(k => k.Purpose == purpose)], purpose, now, soon) is { } added)
                    db.Add(added);
            },
            cancellationToken);
        return keys.Where(k => k.Purpose == purpose).MaxBy(k => k.ActivatesAt)!;
    }

    private async Task<List<StoredKey>> ChangeAsync(Action<List<StoredKey>, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("keys", cancellationToken);
        change(await db.Set<StoredKey>().ToListAsync(cancellationToken), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await ListAsync(cancellationToken);
    }

    private void AddDueAndDeleteExpired(List<StoredKey> keys, DateTimeOffset now)
    {
        db.RemoveRange(keys.Where(k => k.ExpiresAt <= now));
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            if (_schedule.AddDue([.. keys.Where(k => k.Purpose == purpose)], purpose, now) is { } added)
                db.Add(added);
        }
    }

    private bool IsDue(List<StoredKey> keys, DateTimeOffset now) =>
        keys.Exists(k => k.ExpiresAt <= now)
        || Array.Exists(Enum.GetValues<KeyPurpose>(), p => _schedule.IsDue(keys.Where(k => k.Purpose == p), now));
}
