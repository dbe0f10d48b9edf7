using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Accounts;

/// <summary>Gives a mail its words.</summary>
internal sealed class AccountMailTexts(IStringLocalizer<AccountMailTexts> texts, IOptions<MailSettings> settings)
{
    public MailContent Write(AccountMail mail) => MailLanguage.Use(mail.Culture, () => Words(mail));

    private MailContent Words(AccountMail mail)
    {
        var at = mail.At?.UtcDateTime.ToString("f", CultureInfo.GetCultureInfo(mail.Culture)) + " UTC";
        return new MailContent(mail.To, mail.Culture, Text("Subject"), Text("Title"), [Text("Text")], new MailLink(Text("Button"), mail.Link), Text("Note"))
        {
            Other = mail.OtherLink is null ? null : new MailLink(Text("Other"), mail.OtherLink),
        };

        string Text(string part) => texts[$"{mail.Kind}{part}", settings.Value.FromName, at];
    }
}
