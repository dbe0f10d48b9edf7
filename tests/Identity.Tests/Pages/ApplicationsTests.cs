using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Identity.Tests.Branding;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The page where a person sees which applications have access, and takes it back.</summary>
public sealed class ApplicationsTests(IdentityService service)
{
    private async Task<(CodeFlow Flow, Reply Tokens)> AllowAsync(Browser browser, TestClient client)
    {
        var flow = new CodeFlow(service, client);
        await browser.SubmitAsync((await browser.GetAsync(flow.Url())).Location!, "Accept");
        return (flow, await flow.TokensAsync(browser));
    }

    private static async Task<Answer> RevokeAsync(Browser browser, string id) =>
        await browser.PostAsync("/applications?handler=Revoke", ("antiforgery", (await browser.GetAsync("/applications")).FormToken), ("id", id));

    [Fact]
    public async Task Applications_AreThoseThatThePersonAllowed()
    {
        var client = BrandedClient.Client(await BrandedClient.RegisterAsync(service));
        using var browser = await service.SignedInAsync(await service.AccountAsync(a => a.ZoneInfo = "Europe/Moscow"));
        await AllowAsync(browser, client);
        await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var page = await browser.GetAsync("/applications");

        Assert.Equal((HttpStatusCode.OK, "Applications with access · SaasPlatform"), (page.Status, page.Title));
        Assert.Contains($"<input type=\"hidden\" name=\"id\" value=\"{client.Id}\">", page.Html);
        Assert.Contains("Shop &lt;b&gt;&amp;&lt;/b&gt; &quot;Co&quot;", page.Html);
        Assert.Contains($"src=\"/clients/{client.Id}/logo?v=", page.Html);
        Assert.Contains("See your e-mail address", page.Html);
        Assert.Contains("Keep access while you are away", page.Html);
        Assert.Matches("<time datetime=\"[^\"]+Z\">\\d{1,2} [A-Z][a-z]+ \\d{4}</time>", page.Html);
        // The product's own front end was asked for by nobody.
        Assert.DoesNotContain("value=\"web\"", page.Html);
    }

    [Theory]
    [InlineData("en", "No application has access to your account.")]
    [InlineData("ru", "Ни у одного приложения нет доступа к вашей учётной записи.")]
    public async Task Applications_MayBeNone(string language, string words)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var page = await browser.GetAsync($"/applications?ui_locales={language}");

        Assert.Contains(words, page.Html);
        Assert.DoesNotContain("handler=Revoke", page.Html);
    }

    [Fact]
    public async Task Access_ThatIsTakenBackEndsAtOnceAndIsAskedForAnew()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var (flow, tokens) = await AllowAsync(browser, TestClients.Shop);
        var second = await flow.TokensAsync(browser);

        var answer = await RevokeAsync(browser, "shop");

        Assert.Equal("/applications?changed=access", answer.Location);
        Assert.Contains("The access has been removed.", (await browser.GetAsync(answer.Location!)).Html);
        foreach (var reply in new[] { tokens, second })
        {
            Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(reply.RefreshToken)).Outcome);
            foreach (var token in new[] { reply.AccessToken, reply.RefreshToken })
                Assert.Equal("""{"active":false}""", (await service.PostAsync("/connect/introspect", TestClients.Shop, ("token", token))).Text);
            Assert.Equal("401", (await UserInfoTests.AskAsync(service, reply.AccessToken)).Outcome[..3]);
        }

        Assert.StartsWith("/consent?", (await browser.GetAsync(new CodeFlow(service, TestClients.Shop).Url())).Location);
        Assert.DoesNotContain("handler=Revoke", (await browser.GetAsync("/applications")).Html);
        // The session goes on, and so does everything else of it.
        Assert.NotEmpty(await new CodeFlow(service, TestClients.Web).CodeAsync(browser));
    }

    [Fact]
    public async Task Access_OfOthersAndToOthersStays()
    {
        var other = BrandedClient.Client(await BrandedClient.RegisterAsync(service));
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        using var neighbour = await service.SignedInAsync(await service.AccountAsync());
        await AllowAsync(browser, TestClients.Shop);
        var (kept, tokens) = await AllowAsync(browser, other);
        var (theirs, neighbours) = await AllowAsync(neighbour, TestClients.Shop);

        await RevokeAsync(browser, "shop");

        Assert.Equal("200", (await kept.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("200", (await theirs.RefreshAsync(neighbours.RefreshToken)).Outcome);
        Assert.NotEmpty(await new CodeFlow(service, TestClients.Shop).CodeAsync(neighbour));
    }

    [Fact]
    public async Task Revocation_OfWhatThePersonDidNotAllowDoesNothing()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        using var neighbour = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);
        var (theirs, neighbours) = await AllowAsync(neighbour, TestClients.Shop);

        foreach (var id in new[] { "shop", "web", "nobody", "" })
            Assert.Equal("/applications", (await RevokeAsync(browser, id)).Location);

        Assert.Equal("200", (await new CodeFlow(service, TestClients.Web).RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("200", (await theirs.RefreshAsync(neighbours.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Revocation_NeedsASignInAndTheTokenOfTheForm()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        using var nobody = service.Browser();
        var (flow, tokens) = await AllowAsync(browser, TestClients.Shop);

        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/applications")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/applications?handler=Revoke", ("id", "shop"))).Status);
        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Consent_ThatEndedMeanwhileGivesNoGrant()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        await AllowAsync(browser, TestClients.Shop);
        var subject = account.Id.ToString();
        var sessionId = await service.InDatabaseAsync(db => db.Sessions.Where(s => s.AccountId == account.Id).Select(s => s.Id).SingleAsync());

        Task<string?> CreateAsync() => service.InScopeAsync(async s =>
        {
            var client = (await s.GetRequiredService<Identity.Clients.RegisteredClients>().FindByClientIdAsync("shop"))!;
            return await s.GetRequiredService<Grants>().CreateAsync(account.Id, client, ["openid", "email"], [], sessionId, null, CancellationToken.None);
        });
        Assert.NotNull(await CreateAsync());
        await RevokeAsync(browser, "shop");

        Assert.Null(await CreateAsync());
        Assert.False(await service.InDatabaseAsync(db => db.Grants.AnyAsync(g => g.Subject == subject && g.Status == "valid")));
    }

    [Fact]
    public async Task Client_IsNotToldOfALogout()
    {
        await using var own = await IdentityService.StartOwnAsync();
        await own.ApplyAsync(TestClients.All.Single(c => c.ClientId == "shop") with { BackchannelLogoutUri = "http://localhost:3000/api/backchannel-logout" });
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var flow = new CodeFlow(own, TestClients.Shop);
        await browser.SubmitAsync((await browser.GetAsync(flow.Url())).Location!, "Accept");
        await flow.TokensAsync(browser);

        await RevokeAsync(browser, "shop");

        Assert.Equal(0, await own.InDatabaseAsync(db => db.Set<Shared.Events.OutboxMessage>().CountAsync(m => m.Destination == "back-channel-logout")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sessions")]
    public async Task Page_IsLinkedFromWherePeopleLook(string path)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.Contains("href=\"/applications\"", (await browser.GetAsync(path)).Html);
    }
}
