using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The page where a person sees their sessions and ends them.</summary>
public sealed partial class SessionsTests(PagesService service)
{
    [Fact]
    public async Task Sessions_AreTheOwnOnesAndThisBrowserIsMarked()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        using var other = await service.SignedInAsync(account.Email!);
        using var stranger = await service.SignedInAsync((await service.AccountAsync()).Email!);

        var page = await browser.GetAsync("/sessions");

        Assert.Equal((HttpStatusCode.OK, "Where you are signed in · SaasPlatform"), (page.Status, page.Title));
        Assert.Equal(2, Regex.Count(page.Html, "<li>"));
        Assert.Equal(1, Regex.Count(page.Html, "This browser"));
        Assert.Single(Ids(page));
        Assert.DoesNotContain("Sign out everywhere else", (await stranger.GetAsync("/sessions")).Html);
    }

    [Fact]
    public async Task Session_ThatIsEndedHereHasEndedThere()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        using var other = await service.SignedInAsync(account.Email!);
        var page = await browser.GetAsync("/sessions");

        var answer = await browser.PostAsync("/sessions?handler=End", ("antiforgery", page.FormToken), ("id", Assert.Single(Ids(page))));

        Assert.Equal("/sessions", answer.Location);
        Assert.Empty(Ids(await browser.GetAsync("/sessions")));
        Assert.StartsWith("http://localhost:8000/sign-in", (await other.GetAsync("/sessions")).Location);
    }

    [Fact]
    public async Task AllOthers_EndAndThisOneStays()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        using var second = await service.SignedInAsync(account.Email!);
        using var third = await service.SignedInAsync(account.Email!);
        var page = await browser.GetAsync("/sessions");
        Assert.Equal(2, Ids(page).Count);

        await browser.PostAsync("/sessions?handler=EndOthers", ("antiforgery", page.FormToken));

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sessions")).Status);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), ((await second.GetAsync("/sessions")).Status, (await third.GetAsync("/sessions")).Status));
    }

    [Fact]
    public async Task SessionOfSomebodyElse_CannotBeEnded()
    {
        var account = await service.AccountAsync();
        using var victim = await service.SignedInAsync(account.Email!);
        using var second = await service.SignedInAsync(account.Email!);
        using var attacker = await service.SignedInAsync((await service.AccountAsync()).Email!);
        using var attackersOther = await service.SignedInAsync((await service.AccountAsync()).Email!);
        var id = Assert.Single(Ids(await victim.GetAsync("/sessions")));
        var token = (await attacker.GetAsync("/sign-out")).FormToken;

        await attacker.PostAsync("/sessions?handler=End", ("antiforgery", token), ("id", id));

        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/sessions")).Status);
    }

    [Fact]
    public async Task Page_NeedsASignInAndEveryEndTheTokenOfTheForm()
    {
        var account = await service.AccountAsync();
        using var nobody = service.Browser();
        using var browser = await service.SignedInAsync(account.Email!);
        using var other = await service.SignedInAsync(account.Email!);

        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/sessions")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sessions?handler=EndOthers")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/sessions")).Status);
    }

    [Fact]
    public async Task Page_SpeaksRussian()
    {
        using var browser = await service.SignedInAsync((await service.AccountAsync()).Email!, "ru");

        var page = await browser.GetAsync("/sessions");

        Assert.Equal("Где выполнен вход · SaasPlatform", page.Title);
        Assert.Contains("Этот браузер", page.Html);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 YaBrowser/24.6.0 Safari/537.36", "Яндекс Браузер, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("curl/8.5.0", null)]
    [InlineData(null, null)]
    public void Browser_HasTheNameThatPeopleCallItBy(string? userAgent, string? name) => Assert.Equal(name, Identity.Pages.Sessions.BrowserName.Of(userAgent));

    private static List<string> Ids(Answer page) => [.. Id().Matches(page.Html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("name=\"id\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Id();
}
