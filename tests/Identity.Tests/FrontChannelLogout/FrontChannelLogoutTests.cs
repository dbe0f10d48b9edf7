using System.Net;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.FrontChannelLogout;

/// <summary>OIDC Front-Channel Logout: a page opens the clients of an ended session in frames before the person goes on.</summary>
public sealed class FrontChannelLogoutTests(IdentityService service)
{
    private async Task<(Browser Browser, Reply Tokens, string Frame)> SignedInAsync()
    {
        var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Framed).TokensAsync(browser);
        var sid = (await TokenReader.ReadAsync(service, tokens.IdToken)).Payload["sid"]!.ToString();
        return (browser, tokens, $"https://framed.example/bye?app=1&iss={Uri.EscapeDataString(IdentityService.Issuer)}&sid={sid}");
    }

    private static void AssertTells(Answer page, string frame, string? next)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"<iframe src=\"{WebUtility.HtmlEncode(frame)}\"", page.Html);
        Assert.Contains("frame-src https://framed.example;", page.Policy);
        if (next is not null)
            Assert.Contains($"href=\"{WebUtility.HtmlEncode(next)}\"", page.Html);
        Assert.Equal(next is not null, page.Html.Contains("id=\"next\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logout_AskedForByAClientTellsTheOthersFirst()
    {
        var (browser, tokens, frame) = await SignedInAsync();
        using (browser)
        {
            var answer = await browser.GetAsync($"/connect/logout?id_token_hint={tokens.IdToken}&state=s1&post_logout_redirect_uri=https%3A%2F%2Fframed.example%2F");

            Assert.StartsWith("/signed-out?ended=", answer.Location);
            AssertTells(await browser.GetAsync(answer.Location!), frame, "https://framed.example/?state=s1");
            Assert.DoesNotContain("saas.identity", browser.CookieNames);
        }
    }

    [Fact]
    public async Task Logout_WithoutAnAddressTellsThemAndStays()
    {
        var (browser, tokens, frame) = await SignedInAsync();
        using (browser)
            AssertTells(await browser.GetAsync((await browser.GetAsync($"/connect/logout?id_token_hint={tokens.IdToken}")).Location!), frame, next: null);
    }

    [Fact]
    public async Task SignOut_OnThePageTellsThemAndReturnsToTheRequest()
    {
        var (browser, _, frame) = await SignedInAsync();
        using (browser)
        {
            const string request = "/connect/logout?client_id=framed&post_logout_redirect_uri=https%3A%2F%2Fframed.example%2F";

            var answer = await browser.SubmitAsync("/sign-out?returnUrl=" + Uri.EscapeDataString(request));

            AssertTells(await browser.GetAsync(answer.Location!), frame, request);
            Assert.Equal("https://framed.example/", (await browser.GetAsync(request)).Location);
        }
    }

    [Fact]
    public async Task Session_OfOtherClientsNeedsNoPage()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        Assert.Equal("/signed-out", (await browser.GetAsync($"/connect/logout?id_token_hint={tokens.IdToken}")).Location);
    }

    [Fact]
    public async Task Client_WhoseOtherAddressNamesTheSettingIsNotOpened()
    {
        var (browser, tokens, frame) = await SignedInAsync();
        using (browser)
        {
            await new CodeFlow(service, TestClients.OddlyNamed).TokensAsync(browser);

            var page = await browser.GetAsync((await browser.GetAsync($"/connect/logout?id_token_hint={tokens.IdToken}")).Location!);

            AssertTells(page, frame, next: null);
            Assert.Single(System.Text.RegularExpressions.Regex.Matches(page.Html, "<iframe"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Page_WithoutAGenuineTicketShowsNoFrameAndLeadsNowhere(string ticket)
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync("/signed-out?ended=" + ticket);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<iframe", page.Html);
        Assert.DoesNotContain("frame-src", page.Policy);
        Assert.DoesNotContain("id=\"next\"", page.Html);
    }

    [Fact]
    public async Task Hint_OfAnotherSessionOfTheSamePersonAsksFirst()
    {
        var account = await service.AccountAsync();
        using var phone = await service.SignedInAsync(account);
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(phone);
        using var browser = await service.SignedInAsync(account);

        var answer = await browser.GetAsync($"/connect/logout?id_token_hint={tokens.IdToken}");

        Assert.StartsWith("/sign-out?", answer.Location);
        Assert.Contains("saas.identity", browser.CookieNames);
    }
}
