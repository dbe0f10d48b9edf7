using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

/// <summary>OIDC Core section 5.5: single claims, at userinfo and in the ID token.</summary>
public sealed class ClaimsParameterTests(IdentityService service)
{
    private Task<Account> AccountAsync() => service.AccountAsync(a => (a.GivenName, a.PhoneNumber) = ("Anna", "+79990000000"));

    private static async Task<Reply> TokensAsync(CodeFlow flow, Browser browser, string claims, string scope = "openid offline_access") =>
        await flow.ExchangeAsync(await flow.CodeAsync(browser, ("scope", scope), ("claims", claims)));

    [Fact]
    public async Task Claims_AreWhereTheyWereAskedForAndStayAfterRefreshing()
    {
        var account = await AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);

        var tokens = await TokensAsync(flow, browser, """{"userinfo":{"given_name":{"essential":true},"picture":null},"id_token":{"email":null,"auth_time":{"essential":true}}}""");
        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);

        foreach (var answer in new[] { tokens, refreshed })
        {
            var claims = (await TokenReader.ReadAsync(service, answer.IdToken)).Payload;
            Assert.Equal((account.Email, null, false), (claims["email"]?.ToString(), claims["given_name"], claims["auth_time"] is null));
            var info = await UserInfoTests.AskAsync(service, answer.AccessToken);
            Assert.Equal(["given_name", "sub"], info.Json.Select(c => c.Key).Order());
            Assert.Equal("Anna", info["given_name"]);
        }
    }

    [Fact]
    public async Task Claims_OfAScopeThatTheClientDoesNotHoldAreLeftOut()
    {
        using var browser = await service.SignedInAsync(await AccountAsync());
        var flow = new CodeFlow(service, TestClients.Shop);
        var asked = await browser.GetAsync(flow.Url(("scope", "openid"), ("claims", """{"userinfo":{"phone_number":{"essential":true},"name":null}}""")));

        var back = await browser.SubmitAsync(asked.Location!, "Accept");
        var tokens = await flow.ExchangeAsync(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);

        Assert.Equal(["name", "sub"], (await UserInfoTests.AskAsync(service, tokens.AccessToken)).Json.Select(c => c.Key).Order());
    }

    [Fact]
    public async Task ThirdParty_NeedsConsentToTheScopeOfTheClaim()
    {
        using var browser = await service.SignedInAsync(await AccountAsync());
        var flow = new CodeFlow(service, TestClients.Shop);
        await browser.SubmitAsync((await browser.GetAsync(flow.Url(("scope", "openid")))).Location!, "Accept");

        var more = await browser.GetAsync(flow.Url(("scope", "openid"), ("claims", """{"userinfo":{"email":null}}""")));
        Assert.StartsWith("/consent?", more.Location);
        Assert.Contains("e-mail", (await browser.GetAsync(more.Location!)).Html, StringComparison.OrdinalIgnoreCase);
        var back = await browser.SubmitAsync(more.Location!, "Accept");

        Assert.NotEmpty(CodeFlow.Parameters((await browser.GetAsync(back.Location!)).Location)["code"]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("\"email\"")]
    [InlineData("""{"userinfo":[]}""")]
    [InlineData("""{"userinfo":{"email":true}}""")]
    [InlineData("""{"userinfo":{"email":null},"userinfo":{}}""")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""")]
    public async Task Claims_ThatCannotBeReadAreRefused(string claims)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, TestClients.Web).Url(("claims", claims)));

        Assert.StartsWith(TestClients.Web.RedirectUri, answer.Location);
        Assert.Equal("invalid_request", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Theory]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["urn:example:gold"]}}}""", "unmet_authentication_requirements")]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["urn:example:gold","urn:saasplatform:acr:password"]}}}""", null)]
    [InlineData("""{"id_token":{"acr":{"values":["urn:example:gold"]}}}""", null)]
    public async Task ContextClass_ThatIsEssentialIsMetOrTheRequestFails(string claims, string? error)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, TestClients.Web).Url(("claims", claims)));

        Assert.Equal(error, CodeFlow.Parameters(answer.Location).GetValueOrDefault("error"));
    }
}
