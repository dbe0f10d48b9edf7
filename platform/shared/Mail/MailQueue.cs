using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Shared.Mail;

public static class MailQueue
{
    /// <summary>Queues a mail with the unit of work: it leaves after the commit, and waits for no other mail.</summary>
    /// <param name="db">A context with <c>ConfigureOutbox</c> in its model.</param>
    /// <param name="type">Which mail, for example <c>mail.password-reset</c>; also its name in the metrics.</param>
    /// <param name="payload">What the service's <see cref="IMailComposer"/> finds the rest by: an id and a language, no address and no link.</param>
    /// <exception cref="ArgumentException">As of <see cref="Outbox"/>.</exception>
    public static void EnqueueMail(this DbContext db, string type, object payload) => db.Enqueue(MailDestination.DestinationName, type, payload);
}
