using MimeKit;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Shared.Tests.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Mail;

/// <summary>From a service's composer to the mail.</summary>
public sealed class MailTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mail_SaysWhatTheComposerGives()
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.WriteAsync("milk");

        var (id, mail) = Assert.Single(await service.MailsAsync());
        Assert.Equal(("About milk", "\"Notes & Co\" <notes@saas.example>", "anna@example.com"), (mail.Subject, mail.From.ToString(), mail.To.ToString()));
        Assert.Equal(($"{id:N}@saas.example", "auto-generated", "en"), (mail.MessageId, mail.Headers[HeaderId.AutoSubmitted], mail.Body!.Headers[HeaderId.ContentLanguage]));
        Assert.Equal(
            """
            Hello milk

            First milk.

            Second milk.

            Read milk:
            http://localhost:3000/notes?a=1&b=2

            All but milk:
            http://localhost:3000/others

            That was milk.

            -- 
            Notes & Co

            """.ReplaceLineEndings("\n"),
            mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("<p>First milk.</p>\n<p>Second milk.</p>\n<p class=\"action\"><a class=\"button\" href=\"http://localhost:3000/notes?a=1&amp;b=2\"", mail.HtmlBody!.ReplaceLineEndings("\n"));
        Assert.Contains("<p><a href=\"http://localhost:3000/others\" target=\"_blank\">All but milk</a></p>", mail.HtmlBody);
    }

    [Theory]
    [InlineData("en", "If the button does nothing, copy this address into your browser:")]
    [InlineData("ru", "Если кнопка не работает, скопируйте этот адрес в браузер:")]
    public async Task Mail_HasTheLayoutsWordsInItsLanguage(string culture, string words)
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.WriteAsync("молоко", culture);

        var mail = Assert.Single(await service.MailsAsync()).Message;
        Assert.Equal(culture, mail.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Contains($"<html lang=\"{culture}\">", mail.HtmlBody);
        Assert.Contains(words, mail.HtmlBody);
        Assert.Contains("<h1>Hello молоко</h1>", mail.HtmlBody);
    }

    [Theory]
    [InlineData("x\r\nBcc: eve@example.com\r\n\r\nhttps://evil.example")]
    [InlineData("x\nBcc: eve@example.com\n\nhttps://evil.example")]
    [InlineData("x\u2028Bcc: eve@example.com\u2029https://evil.example")]
    public async Task Mail_LineBreaksInATextAreSpaces(string text)
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.WriteAsync(text);

        var mail = Assert.Single(await service.MailsAsync()).Message;
        Assert.Equal("anna@example.com", Assert.Single(mail.GetRecipients()).Address);
        Assert.DoesNotContain(mail.Headers, h => h.Id == HeaderId.Bcc);
        Assert.Matches("^About x +Bcc: eve@example.com +https://evil.example$", mail.Subject);
        Assert.Equal(7, mail.TextBody!.ReplaceLineEndings("\n").Split("\n\n").Length);
        Assert.DoesNotMatch("(?m)^(Bcc|https)", mail.TextBody);
    }

    [Fact]
    public async Task Mail_MarkupInATextIsShown()
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.WriteAsync("<a href=\"https://evil.example\">'&'</a>");

        var html = Assert.Single(await service.MailsAsync()).Message.HtmlBody!;
        Assert.DoesNotContain("evil.example\"", html);
        Assert.Equal(7, html.Split("&lt;a href=&quot;https://evil.example&quot;&gt;&#x27;&amp;&#x27;&lt;/a&gt;").Length - 1);
    }

    [Fact]
    public async Task Mail_ThatHasNoReasonAnyMoreIsDropped()
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.InDatabaseAsync(async db =>
        {
            db.EnqueueMail(NoteMails.Written, new NoteMailRequest(Guid.NewGuid(), "en"));
            await db.SaveChangesAsync();
        });

        Assert.Empty(await service.MailsAsync());
    }

    [Fact]
    public async Task Mail_OfAnUnknownTypeIsADeadLetter()
    {
        await using var service = await NotesWithMail.StartAsync(_folder.Path);

        await service.WriteAsync("milk", type: "mail.unheard-of");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync()).Any(a => a.DeadAt is not null));

        Assert.Equal("There is no mail of this type.", Assert.Single(await service.AggregatesAsync()).LastError);
        Assert.False(Directory.Exists(_folder.Path));
    }
}
