using SaasPlatform.Shared.Events;

namespace SaasPlatform.Shared.Mail;

/// <summary>
/// A service's own part of its mails. It is asked when a mail is about to be sent, so that what waits in the outbox holds no
/// address, no link and nothing that opens anything.
/// </summary>
public interface IMailComposer
{
    /// <summary>Gives the mail that a message asks for, each time the same one as long as nothing has changed. It has a scope of its own.</summary>
    /// <param name="message">What <see cref="MailQueue.EnqueueMail"/> was given.</param>
    /// <param name="cancellationToken">Ends the attempt when its time is over or the service stops.</param>
    /// <returns>Nothing where there is nobody to send it to, or no reason any more: the message is dropped.</returns>
    /// <exception cref="UndeliverableException">The message asks for no mail that exists.</exception>
    Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken);
}
