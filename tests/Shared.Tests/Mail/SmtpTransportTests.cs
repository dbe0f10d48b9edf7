using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Mail;

/// <summary>What the transport makes of a server's answers.</summary>
public sealed class SmtpTransportTests
{
    [Fact]
    public async Task Send_HandsTheMailOver()
    {
        using var server = new StandInMailServer();

        await SendAsync(Settings(server.Port, s => (s.User, s.Password) = ("mailer", "pass")), Mail("anna@example.com"));

        var mail = Assert.Single(server.Mails);
        Assert.StartsWith("MAIL FROM:<noreply@saas.example>", mail.From);
        Assert.StartsWith("RCPT TO:<anna@example.com>", mail.To);
        Assert.Equal("\0mailer\0pass", mail.Credentials);
        Assert.Contains("Message-Id: <0@saas.example>", mail.Data);
        Assert.Contains("QUIT", server.Commands);
    }

    [Theory]
    [InlineData(Misbehaviour.SaysNothing)]
    [InlineData(Misbehaviour.Greets421)]
    [InlineData(Misbehaviour.SpeaksGarbage)]
    [InlineData(Misbehaviour.RefusesRecipientForNow)]
    [InlineData(Misbehaviour.RefusesSenderForGood)]
    [InlineData(Misbehaviour.RefusesMailForNow)]
    [InlineData(Misbehaviour.DropsAfterGreeting)]
    [InlineData(Misbehaviour.DropsInsideTheMail)]
    [InlineData(Misbehaviour.DropsAfterTheMail)]
    [InlineData(Misbehaviour.RepeatsTheAddressInItsRefusal)]
    public async Task Send_WhatMayPassIsTriedAgain(Misbehaviour told)
    {
        using var server = new StandInMailServer();
        server.Next.Enqueue(told);

        var failure = await Assert.ThrowsAsync<MailFailureException>(() => SendAsync(Settings(server.Port, s => s.TimeoutSeconds = 1), Mail("anna@example.com")));

        Assert.DoesNotContain("anna", failure.ToString());
    }

    [Theory]
    [InlineData(Misbehaviour.RefusesRecipientForGood, "The mail server refuses the recipient (550).")]
    [InlineData(Misbehaviour.RefusesMailForGood, "The mail server refuses the mail (554).")]
    public async Task Send_WhatIsForGoodIsUndeliverable(Misbehaviour told, string reason)
    {
        using var server = new StandInMailServer();
        server.Next.Enqueue(told);

        var failure = await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Settings(server.Port), Mail("anna@example.com")));

        Assert.Equal(reason, failure.Message);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_AddressThatTheServerCannotTakeIsUndeliverable()
    {
        using var server = new StandInMailServer();

        await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(Settings(server.Port), Mail("анна@example.com")));

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_AddressInCyrillicNeedsAServerThatTakesIt()
    {
        using var server = new StandInMailServer { OffersUtf8 = true };

        await SendAsync(Settings(server.Port), Mail("анна@example.com"));

        var mail = Assert.Single(server.Mails);
        Assert.StartsWith("RCPT TO:<анна@example.com>", mail.To);
        Assert.Contains("SMTPUTF8", mail.From);
    }

    [Fact]
    public async Task Send_ToNobodyIsTriedAgain()
    {
        var failure = await Assert.ThrowsAsync<MailFailureException>(() => SendAsync(Settings(StandInMailServer.ClosedPort()), Mail("anna@example.com")));

        Assert.Equal("The mail server cannot be reached (ConnectionRefused).", failure.Message);
    }

    [Theory]
    [InlineData(true, false, MailSecurity.StartTls)]
    [InlineData(false, true, MailSecurity.Tls)]
    public async Task Send_UntrustedCertificateGetsNoMail(bool startTls, bool implicitTls, MailSecurity security)
    {
        using var server = new StandInMailServer(startTls, implicitTls);

        var failure = await Assert.ThrowsAsync<MailFailureException>(() => SendAsync(Settings(server.Port, s => s.Security = security), Mail("anna@example.com")));

        Assert.Contains("certificate is not trusted", failure.Message);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_WithoutStartTlsNothingGoesInTheClear()
    {
        using var server = new StandInMailServer();
        var settings = Settings(server.Port, s => (s.Security, s.User, s.Password) = (MailSecurity.StartTls, "mailer", "pass"));

        var failure = await Assert.ThrowsAsync<MailFailureException>(() => SendAsync(settings, Mail("anna@example.com")));

        Assert.Contains("STARTTLS", failure.Message);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal) || c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WrongCredentialsAreNamed()
    {
        using var server = new StandInMailServer();

        var failure = await Assert.ThrowsAsync<MailFailureException>(() => SendAsync(Settings(server.Port, s => (s.User, s.Password) = ("mailer", "wrong")), Mail("anna@example.com")));

        Assert.Equal("The mail server refuses Mail:User and its password.", failure.Message);
    }

    private static MailSettings Settings(int port, Action<MailSettings>? change = null)
    {
        var settings = new MailSettings { Host = "localhost", Port = port, Security = MailSecurity.None, From = "noreply@saas.example" };
        change?.Invoke(settings);
        return settings;
    }

    private static Task SendAsync(MailSettings settings, MimeMessage mail) =>
        new SmtpTransport(Options.Create(settings), TimeProvider.System).SendAsync(mail, TestContext.Current.CancellationToken);

    private static MimeMessage Mail(string to)
    {
        var mail = new MimeMessage { MessageId = "0@saas.example", Subject = "Hello", Body = new TextPart("plain") { Text = "Hello\n.\nthere" } };
        mail.From.Add(new MailboxAddress("Saas", "noreply@saas.example"));
        mail.To.Add(new MailboxAddress(null, to));
        return mail;
    }
}
