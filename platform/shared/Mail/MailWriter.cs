using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Mail;

/// <summary>Gives a mail its form: plain text, and the same as HTML that loads nothing from anywhere.</summary>
internal sealed class MailWriter(IStringLocalizer<MailWriter> texts, IOptions<MailSettings> settings, IOptions<Addresses> addresses)
{
    /// <summary>Russian stays readable in the source of a mail; what has a meaning in HTML is encoded all the same.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the same mail whenever it is asked for the same message, Message-ID included: who gets it twice can tell.</summary>
    public MimeMessage Write(MailContent content, Guid messageId, DateTimeOffset date)
    {
        var sender = settings.Value.From is { } from ? EmailAddress.Parse(from)! : $"noreply@{addresses.Value.Identity.IdnHost}";
        var mail = new MimeMessage
        {
            MessageId = $"{messageId:N}@{sender.Split('@')[^1]}",
            Date = date,
            Subject = Line(content.Subject),
            Body = new BodyBuilder { TextBody = PlainText(content), HtmlBody = Html(content) }.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress(settings.Value.FromName, sender));
        mail.To.Add(new MailboxAddress(null, content.To));
        // RFC 3834: holiday notices and the like do not answer this.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Body.Headers.Add(HeaderId.ContentLanguage, content.Culture);
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }

    private string PlainText(MailContent content)
    {
        var text = new StringBuilder();
        Add(content.Title);
        foreach (var paragraph in content.Paragraphs)
            Add(paragraph);
        AddLink(content.Button);
        if (content.Other is not null)
            AddLink(content.Other);
        Add(content.Note);
        return text.Append("-- ").Append('\n').Append(settings.Value.FromName).Append('\n').ToString();

        void Add(string words) => text.Append(Line(words)).Append("\n\n");
        void AddLink(MailLink link) => text.Append(Line(link.Text)).Append(":\n").Append(link.Address.AbsoluteUri).Append("\n\n");
    }

    private string Html(MailContent content)
    {
        var link = Encoded(content.Button.Address.AbsoluteUri);
        var paragraphs = string.Join('\n', content.Paragraphs.Select(p => $"<p>{Encoded(p)}</p>"));
        var other = content.Other is null ? "" : $"<p><a href=\"{Encoded(content.Other.Address.AbsoluteUri)}\" target=\"_blank\">{Encoded(content.Other.Text)}</a></p>";
        var copyLink = MailLanguage.Use(content.Culture, () => texts["CopyLink"].Value);
        return $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.GetCultureInfo(content.Culture).TwoLetterISOLanguageName}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encoded(content.Subject)}</title>
            <style>{MailStyle.Sheet}</style>
            </head>
            <body>
            <div class="card">
            <p class="brand">{Encoded(settings.Value.FromName)}</p>
            <h1>{Encoded(content.Title)}</h1>
            {paragraphs}
            <p class="action"><a class="button" href="{link}" target="_blank">{Encoded(content.Button.Text)}</a></p>
            {other}
            <p class="quiet">{Encoded(content.Note)}</p>
            <p class="quiet">{Encoded(copyLink)}<br><a href="{link}" target="_blank">{link}</a></p>
            </div>
            </body>
            </html>
            """;
    }

    private static string Encoded(string text) => Encoder.Encode(Line(text));

    /// <summary>One line: a break in a text adds neither a header nor a paragraph that looks like the platform's.</summary>
    private static string Line(string text) => text.Any(IsBreak) ? string.Concat(text.Select(c => IsBreak(c) ? ' ' : c)) : text;

    /// <summary>Control characters, and the separators of lines and paragraphs of Unicode.</summary>
    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
