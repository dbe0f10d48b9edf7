using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

/// <summary>Requests that say who the person must be: <c>id_token_hint</c> and a given <c>sub</c> (OpenID Connect Core, sections 3.1.2.1 and 5.5.1).</summary>
public sealed class ExpectedPersonTests(IdentityService service)
{
    private CodeFlow Flow() => new(service, TestClients.Web);

    [Fact]
    public async Task Person_OtherThanTheOneExpectedGetsNoCode()
    {
        var expected = await service.AccountAsync();
        var other = await service.AccountAsync();
        using var browser = service.Browser();
        var flow = Flow();
        var claims = "{\"id_token\":{\"sub\":{\"value\":\"" + expected.Id + "\"}}}";

        var asked = await browser.GetAsync(flow.Url(("claims", claims)));
        var back = await browser.SubmitAsync(asked.Location!, ("Email", other.Email!), ("Password", IdentityService.Password));
        var answer = await browser.GetAsync(back.Location!);

        Assert.Equal("login_required", CodeFlow.Parameters(answer.Location)["error"]);
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
}
