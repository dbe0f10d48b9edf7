using System.Collections.Concurrent;

namespace SaasPlatform.Shared.Events;

/// <summary>Wakes the workers of this process: something was committed, handed back or announced by another process.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<object, SemaphoreSlim> _waiters = new();

    /// <summary>Tells other processes of a commit; does nothing where there are none.</summary>
    public Action Announce { get; set; } = () => { };

    /// <summary>A place to wait at. What is signalled while nobody waits there counts for the next wait.</summary>
    public SemaphoreSlim Subscribe(object waiter) => _waiters.GetOrAdd(waiter, _ => new SemaphoreSlim(0, 1));

    /// <summary>Called after a commit with messages.</summary>
    public void Committed()
    {
        Wake();
        Announce();
    }

    /// <summary>Lets all look at their queue.</summary>
    public void Wake()
    {
        foreach (var waiter in _waiters.Values)
            Release(waiter);
    }

    /// <summary>Lets one look at its queue.</summary>
    public void Wake(object waiter) => Release(Subscribe(waiter));

    private static void Release(SemaphoreSlim place)
    {
        try
        {
            if (place.CurrentCount == 0)
                place.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it in the same moment.
        }
    }
}
