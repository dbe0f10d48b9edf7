namespace SaasPlatform.Keys;

/// <summary>Decides, from the keys of one purpose, which to add and which to let go. Knows nothing of storage.</summary>
internal sealed class KeySchedule(KeySettings settings, RootKey root)
{
    /// <summary>Whether the purpose needs a key it does not have.</summary>
    public bool IsDue(IEnumerable<StoredKey> keys, DateTimeOffset now) =>
        keys.MaxBy(k => k.ActivatesAt) is not { } newest || now >= newest.ActivatesAt + settings.Lifetime - settings.Announce;

    /// <summary>Gives the key that is now due, already tied to its predecessor; null when none is.</summary>
    public StoredKey? AddDue(IReadOnlyCollection<StoredKey> keys, KeyPurpose purpose, DateTimeOffset now)
    {
        if (!IsDue(keys, now))
            return null;

        var newest = keys.MaxBy(k => k.ActivatesAt);
        return newest is null
            ? Key.Create(purpose, root, now, activatesAt: now)
            : Succeed(newest, now, now + settings.Announce);
    }

    /// <summary>
    /// Replaces the newest key: with a new one, or, where a successor is already announced, by bringing that one forward.
    /// </summary>
    /// <returns>The key to add, or null where an announced one was brought forward.</returns>
    public StoredKey? Replace(IReadOnlyCollection<StoredKey> keys, KeyPurpose purpose, DateTimeOffset now, bool soon)
    {
        var activatesAt = now + (soon ? settings.Spread : settings.Announce);
        var byAge = keys.OrderByDescending(k => k.ActivatesAt).ToList();
        if (byAge.Count == 0)
            return Key.Create(purpose, root, now, activatesAt: now);
        if (byAge[0].ActivatesAt <= now)
            return Succeed(byAge[0], now, activatesAt);

        if (activatesAt < byAge[0].ActivatesAt)
            byAge[0].ActivatesAt = activatesAt;
        if (byAge.Count > 1)
            Retire(byAge[1], byAge[0].ActivatesAt);
        return null;
    }

    private StoredKey Succeed(StoredKey key, DateTimeOffset now, DateTimeOffset activatesAt)
    {
        Retire(key, activatesAt);
        return Key.Create(key.Purpose, root, now, activatesAt);
    }

    private void Retire(StoredKey key, DateTimeOffset at)
    {
        key.RetiresAt = at;
        key.ExpiresAt = at + settings.Keep;
    }
}
