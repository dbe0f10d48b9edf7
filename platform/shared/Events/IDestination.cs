namespace SaasPlatform.Shared.Events;

/// <summary>Where messages go: another service, a mail server, a partner's webhook. A singleton; deliveries run at the same time.</summary>
public interface IDestination
{
    /// <summary>The name that <c>Enqueue</c> is given. Stored: it must not change while messages wait.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers one message. Returning means delivered. Throwing means later, after a back-off; <see cref="RetryLaterException"/>
    /// says when, <see cref="UndeliverableException"/> makes a dead letter at once. The same message may come again: after a
    /// crash nobody knows whether the last attempt arrived.
    /// </summary>
    /// <param name="message">What to deliver.</param>
    /// <param name="cancellationToken">Ends the attempt when its time is over or the service stops.</param>
    Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>Will never be delivered: not to be tried again.</summary>
/// <param name="reason">Why, for the operator. No personal data: it is stored and logged.</param>
public sealed class UndeliverableException(string reason) : Exception(reason);

/// <summary>The receiver said when to come back (<c>Retry-After</c>).</summary>
/// <param name="reason">Why, for the operator. No personal data: it is stored and logged.</param>
/// <param name="after">The wait; a shorter one than the back-off's, or one longer than a day, is not followed.</param>
public sealed class RetryLaterException(string reason, TimeSpan after) : Exception(reason)
{
    public TimeSpan After { get; } = after;
}
