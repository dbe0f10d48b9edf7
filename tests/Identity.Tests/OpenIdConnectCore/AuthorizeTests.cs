using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

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
        Assert.StartsWith($"/sign-in?returnUrl={Uri.EscapeDataString(flow.Url() + "&interaction=")}", first.Location);
        var signedIn = await browser.SubmitAsync(first.Location!, ("Email", account.Email!), ("Password", IdentityService.Password));
        Assert.StartsWith(flow.Url() + "&interaction=", signedIn.Location);

        var answer = await browser.GetAsync(signedIn.Location!);
        var reply = await flow.ExchangeAsync(CodeFlow.Parameters(answer.Location)["code"]);
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

    [Theory]
    [InlineData("prompt", "login", "/sign-in")]
    [InlineData("prompt", "create", "/register")]
    [InlineData("prompt", "select_account", "/select-account")]
    [InlineData("max_age", "0", "/sign-in")]
    public async Task Demand_IsNotMetByGoingBackWithoutMeetingIt(string parameter, string value, string page)
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        var asked = await browser.GetAsync(new CodeFlow(own, TestClients.Web).Url((parameter, value)));
        Assert.StartsWith(page + "?returnUrl=", asked.Location);

        var back = await browser.GetAsync(Uri.UnescapeDataString(asked.Location!.Split("returnUrl=")[1]));

        Assert.StartsWith(page + "?returnUrl=", back.Location);
    }

    [Fact]
    public async Task PromptCreate_IsMetByRegisteringOrSigningIn()
    {
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url(("prompt", "create")));
        Assert.StartsWith("/register?returnUrl=", asked.Location);
        var back = await browser.SubmitAsync("/sign-in?" + asked.Location!.Split('?')[1], ("Email", account.Email!), ("Password", IdentityService.Password));

        Assert.NotEmpty(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);
    }

    [Fact]
    public async Task PromptSelectAccount_GoesOnWithThePersonWhoIsHere()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url(("prompt", "select_account")));
        Assert.Contains(account.Email!, (await browser.GetAsync(asked.Location!)).Html);
        var back = await browser.SubmitAsync(asked.Location!);

        Assert.NotEmpty(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);
    }

    [Fact]
    public async Task PromptSelectAccount_GoesOnWithAnotherPersonWhoSignsIn()
    {
        var other = await service.AccountAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url(("prompt", "select_account")));
        var back = await browser.SubmitAsync("/sign-in?" + asked.Location!.Split('?')[1], ("Email", other.Email!), ("Password", IdentityService.Password));
        var tokens = await flow.ExchangeAsync(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);

        Assert.Equal(other.Id.ToString(), (await TokenReader.ReadAsync(service, tokens.IdToken)).Payload["sub"]!.ToString());
    }

    [Fact]
    public async Task Ticket_HoldsForItsOwnRequestAlone()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var asked = await browser.GetAsync(Flow().Url(("prompt", "select_account")));
        var ticket = (await browser.SubmitAsync(asked.Location!)).Location!.Split("interaction=")[1];

        var other = await browser.GetAsync(Flow().Url(("prompt", "select_account")) + "&interaction=" + ticket);

        Assert.StartsWith("/select-account?", other.Location);
    }

    [Fact]
    public async Task Ticket_HoldsForNoRequestThatReadsAlikeWhenJoined()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();
        var url = flow.Url(("prompt", "select_account"), ("zz", "1\nzzz=2"));
        var ticket = (await browser.SubmitAsync((await browser.GetAsync(url)).Location!)).Location!.Split("interaction=")[1];

        var other = await browser.GetAsync(flow.Url(("prompt", "select_account"), ("zz", "1"), ("zzz", "2")) + "&interaction=" + ticket);

        Assert.StartsWith("/select-account?", other.Location);
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
