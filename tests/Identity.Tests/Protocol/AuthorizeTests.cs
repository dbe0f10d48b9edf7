using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace SaasPlatform.Identity.Tests.Protocol;

public sealed class AuthorizeTests(IdentityService service)
{
    private CodeFlow Flow(TestClient? client = null) => new(service, client ?? TestClients.Web);

    [Fact]
    public async Task Request_WithoutASessionLeadsToSignInAndBack()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        var flow = Flow();

        var first = await browser.GetAsync(flow.Url());
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(flow.Url())}", first.Location);
        var signedIn = await browser.SubmitAsync(first.Location!, ("Email", account.Email!), ("Password", IdentityService.Password));
        Assert.Equal(flow.Url(), signedIn.Location);

        var reply = await flow.ExchangeAsync(await flow.CodeAsync(browser));
        Assert.Equal("200", reply.Outcome);
    }

    [Fact]
    public async Task Request_PostedByAnotherSiteContinuesAsGet()
    {
        using var browser = service.Browser();
        var url = Flow().Url();

        var answer = await browser.PostAsync("/connect/authorize", [.. CodeFlow.Parameters(IdentityService.Issuer + url[1..]).Select(p => (p.Key, p.Value))]);

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(
            CodeFlow.Parameters(IdentityService.Issuer + url[1..]).OrderBy(p => p.Key),
            CodeFlow.Parameters(new Uri(new Uri(IdentityService.Issuer), answer.Location).AbsoluteUri).OrderBy(p => p.Key));
    }

    [Fact]
    public async Task PromptNone_WithoutASessionTellsTheClient()
    {
        using var browser = service.Browser();
        var flow = Flow();

        var answer = await browser.GetAsync(flow.Url(("prompt", "none")));

        var result = CodeFlow.Parameters(answer.Location);
        Assert.StartsWith(TestClients.Web.RedirectUri, answer.Location);
        Assert.Equal(("login_required", flow.State, IdentityService.Issuer), (result["error"], result["state"], result["iss"]));
    }

    [Fact]
    public async Task PromptNone_WithASessionAnswersAtOnce()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.NotEmpty(await Flow().CodeAsync(browser, ("prompt", "none")));
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task Reauthentication_IsAskedForOnceAndGivesANewTime(string parameter, string value)
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        var flow = new CodeFlow(own, TestClients.Web);
        own.Clock.Advance(TimeSpan.FromMinutes(2));

        var asked = await browser.GetAsync(flow.Url((parameter, value)));
        Assert.StartsWith("/sign-in?returnUrl=", asked.Location);
        var back = await browser.SubmitAsync(asked.Location!, ("Email", account.Email!), ("Password", IdentityService.Password));
        var answer = await browser.GetAsync(back.Location!);
        var tokens = await flow.ExchangeAsync(CodeFlow.Parameters(answer.Location)["code"]);

        var (_, claims) = await TokenReader.ReadAsync(own, tokens.IdToken);
        Assert.Equal(own.Clock.GetUtcNow().ToUnixTimeSeconds(), claims["auth_time"]!.GetValue<long>());
    }

    [Fact]
    public async Task MaxAge_NotYetPassedDoesNotAskAgain()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.NotEmpty(await Flow().CodeAsync(browser, ("max_age", "3600")));
    }

    [Fact]
    public async Task PromptCreate_LeadsToRegistration()
    {
        using var browser = service.Browser();

        var answer = await browser.GetAsync(Flow().Url(("prompt", "create")));

        Assert.Equal($"/register?returnUrl={Uri.EscapeDataString(QueryHelpers.AddQueryString("/connect/authorize", Without("prompt")))}", answer.Location);

        Dictionary<string, string?> Without(string name) => CodeFlow
            .Parameters(IdentityService.Issuer + Uri.UnescapeDataString(answer.Location!.Split("returnUrl=")[1])[1..])
            .Where(p => p.Key != name).ToDictionary(p => p.Key, p => (string?)p.Value);
    }

    [Fact]
    public async Task Hint_OfAnotherPersonAsksForThatOne()
    {
        using var first = await service.SignedInAsync(await service.AccountAsync());
        var hint = (await Flow().TokensAsync(first)).IdToken;
        using var second = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();

        var answer = await second.GetAsync(flow.Url(("id_token_hint", hint), ("prompt", "none")));

        Assert.Equal("login_required", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task Hint_ThatIsNotGenuineIsNotTheOneWhoIsHere()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var genuine = (await Flow().TokensAsync(browser)).IdToken!;

        foreach (var hint in new[] { "nonsense", genuine[..^6] + "AAAAAA" })
        {
            var silent = await browser.GetAsync(Flow().Url(("id_token_hint", hint), ("prompt", "none")));
            Assert.Equal("login_required", CodeFlow.Parameters(silent.Location)["error"]);

            var asked = await browser.GetAsync(Flow().Url(("id_token_hint", hint)));
            Assert.StartsWith("/sign-in?returnUrl=", asked.Location);
            var back = await browser.SubmitAsync(asked.Location!, ("Email", account.Email!), ("Password", IdentityService.Password));
            Assert.NotEmpty(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);
        }

        Assert.NotEmpty(await Flow().CodeAsync(browser, ("id_token_hint", genuine), ("prompt", "none")));
    }

    [Theory]
    [InlineData("openid", "http://localhost:8001")]
    [InlineData("openid users.read", "http://localhost:8001")]
    public async Task Resource_ThatTheScopesDoNotReachIsRefused(string scope, string resource)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(Flow().Url(("scope", scope), ("resource", resource)));

        Assert.StartsWith(TestClients.Web.RedirectUri, answer.Location);
        Assert.Equal("invalid_target", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task Grant_RemembersTheSessionAndTheScopes()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);

        var tokens = await Flow().TokensAsync(browser);

        var (_, claims) = await TokenReader.ReadAsync(service, tokens.IdToken);
        var grant = await service.InDatabaseAsync(db => db.Grants.AsNoTracking().SingleAsync(g => g.Subject == account.Id.ToString()));
        Assert.Equal(("ad-hoc", "valid", claims["sid"]!.ToString(), true), (grant.Type, grant.Status, grant.SessionId, grant.EndsWithSession));
    }
}
