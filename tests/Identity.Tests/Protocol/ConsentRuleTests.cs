using System.Net;
using Xunit;

namespace SaasPlatform.Identity.Tests.Protocol;

public sealed class ConsentRuleTests(IdentityService service)
{
    private CodeFlow Flow() => new(service, TestClients.Shop);

    [Fact]
    public async Task ThirdParty_IsAskedOnceForTheSameScopes()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url());
        Assert.Equal($"/consent?returnUrl={Uri.EscapeDataString(flow.Url())}", asked.Location);
        var accepted = await browser.SubmitAsync(asked.Location!, "Accept");
        Assert.Equal(flow.Url(), accepted.Location);
        Assert.NotEmpty(await flow.CodeAsync(browser));

        Assert.NotEmpty(await Flow().CodeAsync(browser));
        Assert.NotEmpty(await Flow().CodeAsync(browser, ("scope", "openid email")));
    }

    [Fact]
    public async Task ThirdParty_IsAskedAgainForMore()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var asked = await browser.GetAsync(Flow().Url(("scope", "openid email")));
        await browser.SubmitAsync(asked.Location!, "Accept");

        var more = await browser.GetAsync(Flow().Url(("scope", "openid email profile")));

        Assert.StartsWith("/consent?", more.Location);
    }

    [Fact]
    public async Task PromptConsent_AsksAlthoughConsentWasGiven()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        await browser.SubmitAsync((await browser.GetAsync(Flow().Url())).Location!, "Accept");

        var again = await browser.GetAsync(Flow().Url(("prompt", "consent")));

        Assert.StartsWith("/consent?", again.Location);
        var answer = await browser.SubmitAsync(again.Location!, "Accept");
        Assert.StartsWith(TestClients.Shop.RedirectUri, (await browser.GetAsync(answer.Location!)).Location);
    }

    [Fact]
    public async Task PromptNone_WithoutConsentTellsTheClient()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(Flow().Url(("prompt", "none")));

        Assert.Equal("consent_required", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task Refusal_ReachesTheClientForThisRequestOnly()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();
        var asked = await browser.GetAsync(flow.Url());

        var refused = await browser.SubmitAsync(asked.Location!, "Refuse");
        var answer = await browser.GetAsync(refused.Location!);

        var result = CodeFlow.Parameters(answer.Location);
        Assert.Equal(("access_denied", flow.State), (result["error"], result["state"]));
        var token = refused.Location!.Split("consent=")[1];
        var other = await browser.GetAsync(Flow().Url() + "&consent=" + token);
        Assert.StartsWith("/consent?", other.Location);
    }

    [Fact]
    public async Task Refusal_OfAnotherPersonIsNoRefusal()
    {
        using var first = await service.SignedInAsync(await service.AccountAsync());
        using var second = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();
        var refused = await first.SubmitAsync((await first.GetAsync(flow.Url())).Location!, "Refuse");

        var answer = await second.GetAsync(refused.Location!);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/consent?", answer.Location);
    }

    [Fact]
    public async Task FirstParty_IsNeverAsked()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.NotEmpty(await new CodeFlow(service, TestClients.Web).CodeAsync(browser));
    }
}
