using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Shared.Mail;

/// <summary>
/// Sends over SMTP, one connection a mail. What it throws is stored and logged, and servers repeat addresses in their answers:
/// so the reasons are its own words and the server's code.
/// </summary>
internal sealed class SmtpTransport(IOptions<MailSettings> options, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        // The library's own timeout is for each answer; a server that drips its answers would hold on for ever.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await SendAsync(mail, settings, both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MailFailureException($"The mail server did not take the mail within {settings.TimeoutSeconds} seconds.");
        }
        catch (Exception failure) when (Explain(failure) is { } known)
        {
            throw known;
        }
    }

    private static async Task SendAsync(MimeMessage mail, MailSettings settings, CancellationToken cancellationToken)
    {
        using var smtp = new SmtpClient();
        // Lists of revoked certificates are often out of reach of a server room; the certificate itself is checked.
        smtp.CheckCertificateRevocation = false;
        await smtp.ConnectAsync(settings.Host!, settings.Port, SocketOptions(settings.Security), cancellationToken);
        if (!string.IsNullOrEmpty(settings.User))
            await smtp.AuthenticateAsync(settings.User, settings.Password!, cancellationToken);
        // A name before the @ that is not ASCII needs a server that speaks SMTPUTF8 (RFC 6531).
        var format = FormatOptions.Default.Clone();
        format.International = !mail.To.Mailboxes.All(m => Ascii.IsValid(m.Address));
        if (format.International && !smtp.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new UndeliverableException("The mail server does not take addresses that are not ASCII (SMTPUTF8).");
        await smtp.SendAsync(format, mail, cancellationToken);
        try
        {
            await smtp.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The server has said that it took the mail; how it says goodbye does not matter.
        }
    }

    private static SecureSocketOptions SocketOptions(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>A refusal of the recipient or of the mail is for good where the code says so (5xx); everything else may pass.</summary>
    private static Exception? Explain(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e when IsForGood(e) => new UndeliverableException($"The mail server refuses the recipient ({(int)e.StatusCode})."),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } e when IsForGood(e) => new UndeliverableException($"The mail server refuses the mail ({(int)e.StatusCode})."),
        SmtpCommandException e => new MailFailureException($"The mail server answered {(int)e.StatusCode} ({e.ErrorCode})."),
        NotSupportedException => new MailFailureException("The mail server does not offer STARTTLS or authentication (see Mail:Security and Mail:User)."),
        SslHandshakeException => new MailFailureException("The mail server's certificate is not trusted, or it does not speak TLS here (see Mail:Security)."),
        AuthenticationException => new MailFailureException("The mail server refuses Mail:User and its password."),
        SmtpProtocolException => new MailFailureException("The mail server broke off, or does not speak SMTP."),
        ServiceNotConnectedException or ProtocolException => new MailFailureException("The mail server broke off."),
        SocketException e => new MailFailureException($"The mail server cannot be reached ({e.SocketErrorCode})."),
        TimeoutException => new MailFailureException("The mail server did not answer in time."),
        IOException => new MailFailureException("The connection to the mail server failed."),
        _ => null,
    };

    private static bool IsForGood(SmtpCommandException e) => (int)e.StatusCode >= 500;
}

/// <summary>A mail could not be handed over this time.</summary>
/// <param name="reason">Why, without anything about the person.</param>
internal sealed class MailFailureException(string reason) : Exception(reason);
