using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace SaasPlatform.Keys;

/// <summary>The keys in memory: what signs now, and what still verifies. One a process.</summary>
public sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile IReadOnlyList<Key> _keys = [];
    private CancellationTokenSource _changed = new();

    /// <summary>Whether the keys have been read.</summary>
    public bool IsLoaded => _keys.Count > 0;

    /// <summary>Every key that is not expired, the announced ones included.</summary>
    public IEnumerable<Key> KeysFor(KeyPurpose purpose) => _keys.Where(k => k.Purpose == purpose);

    /// <summary>The key that makes new tokens now.</summary>
    /// <exception cref="InvalidOperationException">The keys have not been read yet.</exception>
    public Key ActiveKey(KeyPurpose purpose)
    {
        var now = clock.GetUtcNow();
        return KeysFor(purpose).Where(k => k.ActivatesAt <= now).MaxBy(k => k.ActivatesAt)
            ?? throw new InvalidOperationException("The key ring is not loaded: it is filled when the service starts.");
    }

    /// <summary>Fires once, at the next change of the set of keys.</summary>
    public IChangeToken WatchForChange() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>Reads the keys again, creating those that are due; tells the watchers when the set is another one.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other: a reading that took long must not take the place of a newer one.
        await _one.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _one.Dispose();
        _changed.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<KeyStore>().MaintainAsync(cancellationToken);
        var isSame = keys.Select(k => (k.Id, k.ActivatesAt)).SequenceEqual(_keys.Select(k => (k.Id, k.ActivatesAt)));
        if (isSame)
            return;

        _keys = keys;
        using var changed = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        await changed.CancelAsync();
    }
}
