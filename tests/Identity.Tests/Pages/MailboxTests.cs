using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Shared.Mail;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The development mailbox, and that it exists nowhere else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MailboxTests(PagesService production)
{
    [Fact]
    public async Task Mailbox_DoesNotExistOutsideDevelopment()
    {
        using var browser = production.Browser();

        foreach (var path in new[] { "/dev/mailbox", $"/dev/mailbox/{Guid.NewGuid()}", $"/dev/mailbox/{Guid.NewGuid()}?handler=Html" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Mailbox_ShowsWhatWasSentAndItsLinksWork()
    {
        await using var service = await PagesService.StartOwnAsync([], environment: "Development");
        using var browser = service.Browser();
        Assert.Contains("No mail yet.", (await browser.GetAsync("/dev/mailbox")).Html);
        var email = PagesService.NewEmail();
        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", email, PagesService.Password));
        var mail = await service.Mails.NewestAsync(email);
        Assert.Contains("href=\"/dev/mailbox\"", (await browser.GetAsync("/register/check-mail")).Html);

        var list = await browser.GetAsync("/dev/mailbox");
        var page = await browser.GetAsync(Regex.Match(list.Html, "href=\"(/dev/mailbox/[0-9a-f-]{36})\"").Groups[1].Value);

        Assert.Contains("Confirm your e-mail address", list.Html);
        Assert.Contains(email, page.Html);
        Assert.Contains($"<a href=\"http://localhost:8000{mail.Link}\">", page.Html);
        Assert.Contains("frame-src 'self'; form-action 'self'", page.Policy);
        var frame = Regex.Match(page.Html, "sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"([^\"]+)\"").Groups[1].Value;
        var html = await browser.GetAsync(WebUtility.HtmlDecode(frame));
        Assert.Equal(HttpStatusCode.OK, html.Status);
        Assert.Matches("^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'$", html.Policy);
        Assert.Contains(mail.Link, html.Html);
        Assert.Equal("/", (await browser.SubmitAsync(mail.Link)).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/dev/mailbox/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Mailbox_ShowsTheMailsOfOtherServices()
    {
        await using var service = await PagesService.StartOwnAsync([], environment: "Development");
        using var browser = service.Browser();
        var id = Guid.CreateVersion7();
        using var mail = new MimeMessage { MessageId = $"{id:N}@saas.example", Subject = "An invitation", Body = new BodyBuilder { TextBody = "Come in", HtmlBody = "<p>Come in!</p>" }.ToMessageBody() };
        mail.To.Add(new MailboxAddress(null, "anna@example.com"));
        await new MailFolder(Options.Create(new MailSettings { Directory = service.Mails.Folder })).SendAsync(mail, TestContext.Current.CancellationToken);

        var list = await browser.GetAsync("/dev/mailbox");
        var page = await browser.GetAsync($"/dev/mailbox/{id}");
        var html = await browser.GetAsync($"/dev/mailbox/{id}?handler=Html");

        Assert.Contains($"<a href=\"/dev/mailbox/{id}\">An invitation</a>", list.Html);
        Assert.Contains("anna@example.com", page.Html);
        Assert.Contains("Come in", page.Html);
        Assert.Equal("<p>Come in!</p>", html.Html);
    }

    [Fact]
    public async Task Mails_AreReadableByTheirOwnerAlone()
    {
        using var browser = production.Browser();
        var email = PagesService.NewEmail();
        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", email, PagesService.Password));
        await production.Mails.NewestAsync(email);

        Assert.All(Directory.GetFiles(production.Mails.Folder, "*.eml"), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(production.Mails.Folder));
    }
}
