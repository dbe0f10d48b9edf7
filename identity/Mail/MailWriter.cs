using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Mail;

/// <summary>Gives a mail its words: plain text, and the same as HTML that loads nothing from anywhere.</summary>
internal sealed class MailWriter(IStringLocalizer<MailWriter> texts, HtmlEncoder html, IOptions<MailSettings> settings, IOptions<Addresses> addresses)
{
    /// <summary>Writes the same mail whenever it is asked for the same message, Message-ID included: who gets it twice can tell.</summary>
    public MimeMessage Write(MailContent content, Guid messageId, DateTimeOffset date)
    {
        var sender = settings.Value.From is { } from ? EmailAddress.Parse(from)! : $"noreply@{addresses.Value.Identity.IdnHost}";
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(content.Culture);
        try
        {
            var words = Words(content);
            var mail = new MimeMessage
            {
                MessageId = $"{messageId:N}@{sender.Split('@')[^1]}",
                Date = date,
                Subject = words.Subject,
                Body = new BodyBuilder { TextBody = PlainText(words), HtmlBody = Html(words) }.ToMessageBody(),
            };
            mail.From.Add(new MailboxAddress(settings.Value.FromName, sender));
            mail.To.Add(new MailboxAddress(null, content.To));
            // RFC 3834: holiday notices and the like do not answer this.
            mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
            mail.Body.Headers.Add(HeaderId.ContentLanguage, content.Culture);
            mail.Prepare(EncodingConstraint.SevenBit);
            return mail;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MailWords Words(MailContent content)
    {
        var at = content.At?.UtcDateTime.ToString("f", CultureInfo.GetCultureInfo(content.Culture)) + " UTC";
        return new MailWords(
            Text("Subject"), Text("Title"), Text("Text"), Text("Button"), content.Link.AbsoluteUri,
            content.OtherLink is null ? null : Text("Other"), content.OtherLink?.AbsoluteUri, Text("Note"), texts["CopyLink"], settings.Value.FromName);

        string Text(string part) => texts[$"{content.Kind}{part}", settings.Value.FromName, at];
    }

    private static string PlainText(MailWords words)
    {
        var text = new StringBuilder().Append(words.Title).Append("\n\n").Append(words.Text).Append("\n\n")
            .Append(words.Button).Append(":\n").Append(words.Link).Append("\n\n");
        if (words.Other is not null)
            text.Append(words.Other).Append(":\n").Append(words.OtherLink).Append("\n\n");
        return text.Append(words.Note).Append("\n\n").Append("-- ").Append('\n').Append(words.Sender).Append('\n').ToString();
    }

    private string Html(MailWords words)
    {
        var other = words.Other is null ? "" : $"<p><a href=\"{E(words.OtherLink!)}\" target=\"_blank\">{E(words.Other)}</a></p>";
        return $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{E(words.Subject)}</title>
            <style>{MailStyle.Sheet}</style>
            </head>
            <body>
            <div class="card">
            <p class="brand">{E(words.Sender)}</p>
            <h1>{E(words.Title)}</h1>
            <p>{E(words.Text)}</p>
            <p class="action"><a class="button" href="{E(words.Link)}" target="_blank">{E(words.Button)}</a></p>
            {other}
            <p class="quiet">{E(words.Note)}</p>
            <p class="quiet">{E(words.CopyLink)}<br><a href="{E(words.Link)}" target="_blank">{E(words.Link)}</a></p>
            </div>
            </body>
            </html>
            """;

        string E(string text) => html.Encode(text);
    }

    private sealed record MailWords(
        string Subject, string Title, string Text, string Button, string Link, string? Other, string? OtherLink, string Note, string CopyLink, string Sender);
}
