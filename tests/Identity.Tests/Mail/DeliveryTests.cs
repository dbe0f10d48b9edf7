using Microsoft.EntityFrameworkCore;
using MimeKit;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests.Mail;

/// <summary>From the outbox to the mail server, through the whole service.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Mail_IsPlainTextAndHtmlThatLoadsNothing()
    {
        using var server = new StandInMailServer();
        await using var service = await StartAsync(server.Port);
        var email = await RegisterAsync(service, "ru");

        var mail = Parsed(await TestMailbox.UntilAsync(() => Task.FromResult(server.Mails.FirstOrDefault()), m => m is not null, "a mail"));

        Assert.Equal(("Подтвердите адрес электронной почты", "Сервис <noreply@saas.example>", email), (mail.Subject, Unquoted(mail.From), mail.To.ToString()));
        Assert.Equal(("auto-generated", "ru", "multipart/alternative"), (mail.Headers[HeaderId.AutoSubmitted], mail.Body!.Headers[HeaderId.ContentLanguage], mail.Body.ContentType.MimeType));
        Assert.Contains("http://localhost:8000/register/confirm?token=", mail.TextBody);
        Assert.Contains("href=\"http://localhost:8000/register/confirm?token=", mail.HtmlBody);
        Assert.DoesNotMatch("(?i)<(script|img|link|iframe|form|object)|src=|url\\(|@import| on\\w+=", mail.HtmlBody);
        Assert.Matches("^[0-9a-f]{32}@saas\\.example$", mail.MessageId);

        static string Unquoted(InternetAddressList from) => $"{from.Mailboxes.Single().Name} <{from.Mailboxes.Single().Address}>";
    }

    [Theory]
    [InlineData(Misbehaviour.Greets421)]
    [InlineData(Misbehaviour.SpeaksGarbage)]
    [InlineData(Misbehaviour.SaysNothing)]
    [InlineData(Misbehaviour.RefusesRecipientForNow)]
    [InlineData(Misbehaviour.DropsInsideTheMail)]
    public async Task Mail_IsTriedAgainUntilItIsTaken(Misbehaviour told)
    {
        using var server = new StandInMailServer();
        server.Next.Enqueue(told);
        server.Next.Enqueue(told);
        await using var service = await StartAsync(server.Port);

        var email = await RegisterAsync(service);

        await TestMailbox.NothingWaitsAsync(service.InDatabaseAsync);
        Assert.Contains(email, Assert.Single(server.Mails).To);
    }

    [Fact]
    public async Task Mail_SentTwiceHasOneMessageId()
    {
        using var server = new StandInMailServer();
        server.Next.Enqueue(Misbehaviour.DropsAfterTheMail);
        await using var service = await StartAsync(server.Port);

        await RegisterAsync(service);

        await TestMailbox.NothingWaitsAsync(service.InDatabaseAsync);
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(m => Parsed(m).MessageId).Distinct());
    }

    [Fact]
    public async Task Mail_RefusedForGoodIsADeadLetterAndHoldsUpNoOther()
    {
        using var server = new StandInMailServer();
        server.Next.Enqueue(Misbehaviour.RefusesRecipientForGood);
        await using var service = await StartAsync(server.Port);
        await RegisterAsync(service);
        await TestMailbox.UntilAsync(() => Task.FromResult(server.Commands.Any(c => c.StartsWith("RCPT", StringComparison.Ordinal))), asked => asked, "the refused recipient");

        var other = await RegisterAsync(service);

        await TestMailbox.UntilAsync(() => Task.FromResult(server.Mails.Any(m => m.To.Contains(other))), there => there, "the other mail");
        Assert.Single(server.Mails);
        await TestMailbox.UntilAsync(
            () => service.InDatabaseAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Destination == "mail")), left => left == 1, "the dead letter alone");
        Assert.Single(server.Commands, c => c.StartsWith("DATA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outbox_HoldsNoLinkAndNoAddress()
    {
        await using var service = await StartAsync(StandInMailServer.ClosedPort());
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", PagesService.NewEmail(), PagesService.Password));
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));

        var payloads = await service.InDatabaseAsync(db => db.Set<OutboxMessage>().Where(m => m.Destination == "mail").Select(m => m.Payload).ToListAsync());

        Assert.Equal(2, payloads.Count);
        Assert.All(payloads, p => Assert.Matches("^\\{\"id\":\"[0-9a-f-]{36}\",\"culture\":\"en\"\\}$", p));
    }

    private static async Task<string> RegisterAsync(PagesService service, string language = "en")
    {
        using var browser = service.Browser(language);
        var email = PagesService.NewEmail();
        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", email, PagesService.Password));
        return email;
    }

    private static Task<PagesService> StartAsync(int port) => PagesService.StartOwnAsync(
        new()
        {
            ["Mail:Host"] = "localhost",
            ["Mail:Port"] = $"{port}",
            ["Mail:Security"] = "None",
            ["Mail:From"] = "noreply@saas.example",
            ["Mail:FromName"] = "Сервис",
            ["Mail:TimeoutSeconds"] = "1",
            ["Outbox:FirstRetryMilliseconds"] = "10",
            ["Outbox:LongestRetrySeconds"] = "1",
        },
        mailToFolder: false);

    private static MimeMessage Parsed(HandedOver? mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail!.Data)));
}
