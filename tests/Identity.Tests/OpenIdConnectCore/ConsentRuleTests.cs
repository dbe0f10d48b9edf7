using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

public sealed class ConsentRuleTests(IdentityService service)
{
    private CodeFlow Flow() => new(service, TestClients.Shop);

    [Fact]
    public async Task ThirdParty_IsAskedOnceForTheSameScopes()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = Flow();

        var asked = await browser.GetAsync(flow.Url());
        Assert.StartsWith($"/consent?returnUrl={Uri.EscapeDataString(flow.Url() + "&interaction=")}", asked.Location);
        var accepted = await browser.SubmitAsync(asked.Location!, "Accept");
        Assert.StartsWith(flow.Url() + "&interaction=", accepted.Location);
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

    [Theory]
    [InlineData("en", "already uses your account", "See your profile <em class=\"new\">New</em>")]
    [InlineData("ru", "уже пользуется учётной записью", "Видеть ваш профиль <em class=\"new\">Новое</em>")]
    public async Task ThirdParty_ThatAsksForMoreIsShownWithWhatIsNew(string language, string lead, string marked)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var first = await browser.GetAsync((await browser.GetAsync(Flow().Url(("scope", "openid email")))).Location!);
        Assert.DoesNotContain("class=\"new\"", first.Html);
        await browser.SubmitAsync((await browser.GetAsync(Flow().Url(("scope", "openid email")))).Location!, "Accept");

        var more = await browser.GetAsync((await browser.GetAsync(Flow().Url(("scope", "openid email profile"), ("ui_locales", language)))).Location!);

        Assert.Contains(lead, more.Html);
        Assert.Contains(marked, more.Html);
        Assert.Equal(1, System.Text.RegularExpressions.Regex.Count(more.Html, "class=\"new\""));
        var again = await browser.GetAsync((await browser.GetAsync(Flow().Url(("scope", "openid email"), ("prompt", "consent")))).Location!);
        Assert.DoesNotContain("class=\"new\"", again.Html);
    }

    [Fact]
    public async Task ThirdParty_IsNotAskedForWhatWasAllowedInSeveralAnswers()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        foreach (var scope in new[] { "openid email", "openid profile" })
            await browser.SubmitAsync((await browser.GetAsync(Flow().Url(("scope", scope)))).Location!, "Accept");

        Assert.NotEmpty(await Flow().CodeAsync(browser, ("scope", "openid email profile")));
    }

    [Fact]
    public async Task Consent_IsStoredOnceHoweverOftenItIsGiven()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        foreach (var prompt in new[] { null, "consent" })
            await browser.SubmitAsync((await browser.GetAsync(Flow().Url(("prompt", prompt)))).Location!, "Accept");

        Assert.Equal(1, await service.InDatabaseAsync(db => db.Grants.CountAsync(g => g.Subject == account.Id.ToString() && g.Type == "permanent")));
    }

    [Fact]
    public async Task Consent_ThatWasTakenBackIsDeletedOneDay()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (first, second) = (await own.AccountAsync(), await own.AccountAsync());
        foreach (var account in new[] { first, second })
        {
            using var browser = await own.SignedInAsync(account);
            await browser.SubmitAsync((await browser.GetAsync(new CodeFlow(own, TestClients.Shop).Url())).Location!, "Accept");
        }

        await own.InScopeAsync(async s =>
        {
            var shop = await s.GetRequiredService<RegisteredClients>().FindByClientIdAsync("shop");
            await s.GetRequiredService<Grants>().EndAccessAsync(first.Id, shop!.Id, CancellationToken.None);
            return true;
        });
        own.Clock.Advance(TimeSpan.FromDays(2));
        await own.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Identity.Protocol.Pruning>().Single().PruneAsync(CancellationToken.None);

        Assert.Equal(second.Id.ToString(), await own.InDatabaseAsync(db => db.Grants.Select(g => g.Subject).SingleAsync()));
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
        var token = refused.Location!.Split("interaction=")[1];
        var other = await browser.GetAsync(Flow().Url() + "&interaction=" + token);
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
