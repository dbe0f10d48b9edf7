using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Identity.Tests.Mail;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

/// <summary>What a new password and a confirmed address mean for clients.</summary>
public sealed class PasswordResetTests(IdentityService service)
{
    [Fact]
    public async Task Reset_EndsTokensOfEveryClient()
    {
        var (account, other) = (await service.AccountAsync(), await service.AccountAsync());
        var web = new CodeFlow(service, TestClients.Web);
        using var browser = await service.SignedInAsync(account);
        var tokens = await web.TokensAsync(browser);
        var code = await web.CodeAsync(browser);
        using var others = await service.SignedInAsync(other);
        var untouched = await new CodeFlow(service, TestClients.Web).TokensAsync(others);

        await ResetAsync(account);

        Assert.Equal("400 invalid_grant", (await web.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("400 invalid_grant", (await web.ExchangeAsync(code)).Outcome);
        Assert.StartsWith("/sign-in?", (await browser.GetAsync(web.Url())).Location);
        Assert.Equal("200", (await web.RefreshAsync(untouched.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Reset_ConfirmsTheAddressInTheClaims()
    {
        var account = await service.AccountAsync();
        var flow = new CodeFlow(service, TestClients.Web);
        using var before = await service.SignedInAsync(account);
        Assert.Equal("false", (await TokenReader.ReadAsync(service, (await flow.TokensAsync(before)).IdToken)).Payload["email_verified"]!.ToString());

        await ResetAsync(account);

        using var after = service.Browser();
        await after.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "another unlikely phrase"));
        Assert.Equal("true", (await TokenReader.ReadAsync(service, (await flow.TokensAsync(after)).IdToken)).Payload["email_verified"]!.ToString());
    }

    [Fact]
    public async Task Registration_ConfirmedGivesAVerifiedAddress()
    {
        using var browser = service.Browser();
        var flow = new CodeFlow(service, TestClients.Web);
        var email = PagesService.NewEmail();
        await browser.SubmitAsync(PagesService.With("/register", flow.Url()), RegisterTests.Fields("Anna", email, IdentityService.Password));
        var mail = await service.Mails.NewestAsync(email);

        var answer = await browser.SubmitAsync(mail.Link);

        Assert.Equal(flow.Url(), answer.Location);
        var claims = (await TokenReader.ReadAsync(service, (await flow.TokensAsync(browser)).IdToken)).Payload;
        Assert.Equal((email, "true"), (claims["email"]!.ToString(), claims["email_verified"]!.ToString()));
    }

    [Fact]
    public async Task Pruning_DeletesWhatNobodyFinished()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = own.Browser();
        var account = await own.AccountAsync();
        await browser.SubmitAsync("/register", RegisterTests.Fields("Anna", PagesService.NewEmail(), IdentityService.Password));
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var pruning = own.Services.GetServices<IHostedService>().OfType<Pruning>().Single();

        own.Clock.Advance(TimeSpan.FromHours(2));
        await pruning.PruneAsync(CancellationToken.None);
        Assert.Equal((1, 0), await LeftAsync());

        own.Clock.Advance(TimeSpan.FromHours(22));
        await pruning.PruneAsync(CancellationToken.None);
        Assert.Equal((0, 0), await LeftAsync());

        async Task<(int, int)> LeftAsync() => (await own.InDatabaseAsync(db => db.PendingRegistrations.CountAsync()), await own.InDatabaseAsync(db => db.PasswordResets.CountAsync()));
    }

    [Fact]
    public async Task Mails_AreCountedByKindAndOutcome()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var counted = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name == "saasplatform.mail.messages" && instrument.Meter.Scope == own.Services.GetRequiredService<IMeterFactory>()) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(t => t.Value))));
        listener.Start();
        using var browser = own.Browser();
        var account = await own.AccountAsync();

        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        await browser.SubmitAsync("/forgot-password", ("Email", PagesService.NewEmail()));
        await TestMailbox.NothingWaitsAsync(own.InDatabaseAsync);

        Assert.Equal(["mail.password-reset dropped", "mail.password-reset sent"], counted.Order());
    }

    private async Task ResetAsync(Account account)
    {
        using var browser = service.Browser();
        await browser.SubmitAsync("/forgot-password", ("Email", account.Email!));
        var mail = await service.Mails.NewestAsync(account.Email!);
        Assert.StartsWith("/sign-in", (await browser.SubmitAsync(mail.Link, ("Password", "another unlikely phrase"))).Location);
    }
}
