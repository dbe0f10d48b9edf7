using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.RpInitiatedLogout;

public sealed class EndSessionTests(IdentityService service)
{
    private const string Registered = "http://localhost:3000/";

    private static string Url(string? hint, string? uri = Registered, string? client = "web") =>
        "/connect/logout?state=s1" + Part("id_token_hint", hint) + Part("post_logout_redirect_uri", uri) + Part("client_id", client);

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    [Fact]
    public async Task Logout_WithTheIdTokenEndsTheSessionAndItsTokens()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        var answer = await browser.GetAsync(Url(tokens.IdToken));

        Assert.Equal((HttpStatusCode.Redirect, Registered + "?state=s1"), (answer.Status, answer.Location));
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("401", (await UserInfoTests.AskAsync(service, tokens.AccessToken)).Outcome[..3]);
        Assert.Equal("""{"active":false}""", (await service.PostAsync("/connect/introspect", TestClients.Web, ("token", tokens.AccessToken))).Text);
        var (grants, statuses) = await service.InDatabaseAsync(async db => (
            await db.Grants.Where(g => g.Subject == account.Id.ToString()).Select(g => g.Status).ToListAsync(),
            await db.Tokens.Where(t => t.Subject == account.Id.ToString()).Select(t => t.Status).Distinct().ToListAsync()));
        Assert.Equal(["revoked"], grants);
        Assert.Equal(["revoked"], statuses);
    }

    [Fact]
    public async Task Logout_TakesAnExpiredIdToken()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var tokens = await new CodeFlow(own, TestClients.Web).TokensAsync(browser);
        own.Clock.Advance(TimeSpan.FromDays(5));

        var answer = await browser.GetAsync(Url(tokens.IdToken));

        Assert.Equal(Registered + "?state=s1", answer.Location);
    }

    [Fact]
    public async Task Logout_PostedContinuesAsGet()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var posted = await browser.PostAsync("/connect/logout", ("id_token_hint", tokens.IdToken!), ("post_logout_redirect_uri", Registered));

        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        Assert.Equal(Registered, (await browser.GetAsync(posted.Location!)).Location);
    }

    [Fact]
    public async Task Logout_WithoutAHintAsksFirst()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var url = Url(hint: null);

        var asked = await browser.GetAsync(url);
        Assert.Equal($"/sign-out?returnUrl={Uri.EscapeDataString(url)}", asked.Location);
        Assert.Contains("saas.identity", browser.CookieNames);
        var confirmed = await browser.SubmitAsync(asked.Location!);
        var answer = await browser.GetAsync(confirmed.Location!);

        Assert.Equal(Registered + "?state=s1", answer.Location);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Logout_WithTheHintOfAnotherPersonAsksFirst()
    {
        using var other = await service.SignedInAsync(await service.AccountAsync());
        var hint = (await new CodeFlow(service, TestClients.Web).TokensAsync(other)).IdToken;
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(Url(hint));

        Assert.StartsWith("/sign-out?", answer.Location);
        Assert.Contains("saas.identity", browser.CookieNames);
    }

    [Fact]
    public async Task Logout_WithoutAnAddressStaysHere()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        Assert.Equal("/signed-out", (await browser.GetAsync(Url(tokens.IdToken, uri: null))).Location);
    }

    [Fact]
    public async Task Logout_ToAnUnregisteredAddressShowsAPage()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        foreach (var url in new[] { Url(tokens.IdToken, "https://evil.example/"), Url(tokens.IdToken + "x"), Url("nonsense") })
        {
            var answer = await browser.GetAsync(url);
            Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
        }

        Assert.Contains("saas.identity", browser.CookieNames);
    }

    [Fact]
    public async Task Logout_LeavesOfflineAccessOfAThirdParty()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var web = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);
        var shop = new CodeFlow(service, TestClients.Shop);
        await browser.SubmitAsync((await browser.GetAsync(shop.Url())).Location!, "Accept");
        var tokens = await shop.TokensAsync(browser);

        await browser.GetAsync(Url(web.IdToken));

        Assert.Equal("200", (await shop.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task SigningInAsSomebodyElse_EndsTheSessionBefore()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var second = await service.AccountAsync();

        await browser.SubmitAsync("/sign-in", ("Email", second.Email!), ("Password", IdentityService.Password));

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task SigningInAgain_GoesOnInTheSameSession()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var before = await flow.TokensAsync(browser);

        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", IdentityService.Password));

        var after = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);
        var (_, first) = await TokenReader.ReadAsync(service, before.IdToken);
        var (_, second) = await TokenReader.ReadAsync(service, after.IdToken);
        Assert.Equal(first["sid"]!.ToString(), second["sid"]!.ToString());
        Assert.Equal("200", (await flow.RefreshAsync(before.RefreshToken)).Outcome);
    }
}
