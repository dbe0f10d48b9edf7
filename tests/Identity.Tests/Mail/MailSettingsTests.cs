using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Shared.Mail;
using Xunit;

namespace SaasPlatform.Identity.Tests.Mail;

public sealed class MailSettingsTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "Mail:Host=", "Mail:Host" },
        { "Mail:Host=mail.example", "Mail:From" },
        { "Mail:Host=mail.example;Mail:From=nobody", "Mail:From" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:Directory=/tmp/x", "Mail:Host" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:Security=None", "Mail:Security" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:Port=0", "Mail:Port" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:TimeoutSeconds=0", "Mail:TimeoutSeconds" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:User=x", "Mail:User" },
        { "Mail:Host=mail.example;Mail:From=a@example.com;Mail:FromName=a\nBcc: b@example.com", "Mail:FromName" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Start_IsRefusedWithTheSettingsName(string settings, string named)
    {
        var own = settings.Split(';').Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => PagesService.StartOwnAsync(own, mailToFolder: false));

        Assert.Contains(failure.Failures, f => f.StartsWith(named + ":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void None_IsForThisMachine(string host)
    {
        var settings = new MailSettings { Host = host, From = "a@example.com", Security = MailSecurity.None };

        Assert.Empty(settings.Validate(new ValidationContext(settings)));
    }
}
