using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Sessions;

/// <summary>One session on the server for each sign-in and browser.</summary>
public sealed class BrowserSessionTests(IdentityService service)
{
    private const string Cookie = "saas.identity";

    [Fact]
    public async Task Session_IsStoredWithItsBrowserAndIsTheSidOfTheTokens()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);

        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var session = await service.InDatabaseAsync(db => db.Sessions.AsNoTracking().SingleAsync(s => s.AccountId == account.Id));
        Assert.Equal((session.Id, "TestBrowser/1.0", false), ((await TokenReader.ReadAsync(service, tokens.IdToken)).Payload["sid"]!.ToString(), session.Browser, session.IsRemembered));
        Assert.Null(session.EndedAt);
    }

    [Fact]
    public async Task Session_EndsWhenThePersonStaysAwayAndWaitsLongerWhereTheyAskedTo()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var once = await own.SignedInAsync(account);
        using var remembered = await RememberedAsync(own, account);

        own.Clock.Advance(TimeSpan.FromHours(12));
        Assert.True(await IsSignedInAsync(once));
        own.Clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        Assert.False(await IsSignedInAsync(once));
        own.Clock.Advance(TimeSpan.FromDays(28));
        Assert.True(await IsSignedInAsync(remembered));
        own.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.False(await IsSignedInAsync(remembered));
    }

    [Fact]
    public async Task Session_HasAnEndThatUsingItDoesNotMove()
    {
        await using var own = await IdentityService.StartOwnAsync(("Sessions:Lifetime", "1.00:00:00"));
        using var browser = await own.SignedInAsync(await own.AccountAsync());

        for (var hours = 0; hours < 23; hours++)
        {
            own.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await IsSignedInAsync(browser));
        }

        own.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Cookie_OutlivesTheWindowOnlyWhereThePersonAskedTo()
    {
        var account = await service.AccountAsync();
        using var once = await service.SignedInAsync(account);
        using var remembered = await RememberedAsync(service, account);

        Assert.Equal(DateTime.MinValue, once.ExpiryOf(Cookie));
        Assert.Equal(service.Clock.GetUtcNow().AddDays(90), new DateTimeOffset(remembered.ExpiryOf(Cookie)));
    }

    [Fact]
    public async Task Cookie_ThatWasCopiedIsWorthNothingAfterSignOut()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        using var thief = service.Browser();
        thief.TakeCookiesOf(browser);
        Assert.True(await IsSignedInAsync(thief));

        await browser.SubmitAsync("/sign-out");

        Assert.False(await IsSignedInAsync(thief));
        Assert.StartsWith("/sign-in", (await thief.GetAsync(new CodeFlow(service, TestClients.Web).Url())).Location);
    }

    [Fact]
    public async Task SigningInAgain_GoesOnInTheSameSessionAndRenewsIt()
    {
        await using var own = await IdentityService.StartOwnAsync(("Sessions:Lifetime", "1.00:00:00"), ("Sessions:IdleLifetime", "1.00:00:00"));
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        using var thief = own.Browser();
        thief.TakeCookiesOf(browser);
        own.Clock.Advance(TimeSpan.FromHours(20));

        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", IdentityService.Password));
        own.Clock.Advance(TimeSpan.FromHours(20));

        Assert.True(await IsSignedInAsync(browser));
        Assert.False(await IsSignedInAsync(thief));
        Assert.Equal(1, await own.InDatabaseAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task AnotherPerson_InTheSameBrowserEndsTheSessionBefore()
    {
        var (first, second) = (await service.AccountAsync(), await service.AccountAsync());
        using var browser = await service.SignedInAsync(first);

        await browser.SubmitAsync("/sign-in", ("Email", second.Email!), ("Password", IdentityService.Password));

        var ends = await service.InDatabaseAsync(db => db.Sessions.Where(s => s.AccountId == first.Id || s.AccountId == second.Id)
            .ToDictionaryAsync(s => s.AccountId, s => s.EndedAt != null));
        Assert.Equal((true, false), (ends[first.Id], ends[second.Id]));
    }

    [Fact]
    public async Task Authorization_InASessionThatEndsMeanwhileIsNotGranted()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var sessionId = await service.InDatabaseAsync(db => db.Sessions.Where(s => s.AccountId == account.Id).Select(s => s.Id).SingleAsync());
        var client = await service.InDatabaseAsync(db => db.Clients.SingleAsync(c => c.ClientId == "web"));

        var grants = await service.InScopeAsync(async services =>
        {
            var grants = services.GetRequiredService<Identity.Sessions.Grants>();
            await grants.EndSessionAsync(sessionId, CancellationToken.None);
            return await grants.CreateAsync(account.Id, client, ["openid"], [], sessionId, null, CancellationToken.None);
        });

        Assert.Null(grants);
        Assert.Equal(0, await service.InDatabaseAsync(db => db.Grants.CountAsync(g => g.Subject == account.Id.ToString())));
    }

    [Fact]
    public async Task Sessions_AreDeletedWhenTheirTimeIsLongOverAndNotBefore()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        using var machine = await own.SignedInAsync(account);
        await machine.SubmitAsync("/sign-out");
        await new CodeFlow(own, TestClients.Docs).TokensAsync(browser);
        var pruning = own.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Pruning>().Single();

        own.Clock.Advance(TimeSpan.FromDays(6));
        await pruning.PruneAsync(CancellationToken.None);
        Assert.Equal((2, 1), await CountAsync(own));
        own.Clock.Advance(TimeSpan.FromDays(3));
        await pruning.PruneAsync(CancellationToken.None);
        Assert.Equal((0, 0), await CountAsync(own));
    }

    private static Task<(int Sessions, int Grants)> CountAsync(IdentityService service) =>
        service.InDatabaseAsync(async db => (await db.Sessions.CountAsync(), await db.Grants.CountAsync()));

    private static async Task<bool> IsSignedInAsync(Browser browser) => (await browser.GetAsync("/")).Html.Contains("You are signed in", StringComparison.Ordinal);

    private static async Task<Browser> RememberedAsync(IdentityService service, Account account)
    {
        var browser = service.Browser();
        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", IdentityService.Password), ("Remember", "yes"));
        return browser;
    }

    [Fact]
    public async Task Session_IsNoLessIdleForAPageThatRefreshesInTheBackground()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        var tokens = await new CodeFlow(own, TestClients.Spa).TokensAsync(browser);
        var before = await SeenAsync();
        own.Clock.Advance(TimeSpan.FromHours(2));

        // With the browser's cookies, as a library may send them.
        var refreshed = await browser.PostAsync("/connect/token", ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken!), ("client_id", TestClients.Spa.Id));

        Assert.Equal(HttpStatusCode.OK, refreshed.Status);
        Assert.Equal(before, await SeenAsync());

        Task<DateTimeOffset> SeenAsync() => own.InDatabaseAsync(db => db.Sessions.Where(s => s.AccountId == account.Id).Select(s => s.LastSeenAt).SingleAsync());
    }
}
