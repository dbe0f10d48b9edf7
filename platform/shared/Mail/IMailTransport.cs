using MimeKit;

namespace SaasPlatform.Shared.Mail;

/// <summary>Takes a mail on its way.</summary>
internal interface IMailTransport
{
    /// <summary>Returns when the mail is in safe hands; sending the same one twice is possible, and its Message-ID stays the same.</summary>
    /// <exception cref="Events.UndeliverableException">The receiving side will never take it.</exception>
    Task SendAsync(MimeMessage mail, CancellationToken cancellationToken);
}
