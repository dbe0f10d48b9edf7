using System.Net;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class SignOutTests(PagesService service)
{
    [Fact]
    public async Task SignOut_AsksFirst()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!, "ru");

        var page = await browser.GetAsync("/sign-out");

        Assert.Equal((HttpStatusCode.OK, "Выйти? · SaasPlatform"), (page.Status, page.Title));
        Assert.Contains(account.Email!, page.Html);
        Assert.Contains(account.Email!, (await browser.GetAsync("/")).Html);
    }

    [Fact]
    public async Task SignOut_ConfirmedEndsTheSession()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.SubmitAsync("/sign-out");

        Assert.Equal((HttpStatusCode.Redirect, "/signed-out"), (answer.Status, answer.Location));
        Assert.DoesNotContain("saas.identity", browser.CookieNames);
        Assert.DoesNotContain(account.Email!, (await browser.GetAsync("/")).Html);
    }

    [Theory]
    [InlineData("/connect/logout?client_id=shop&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye", "'self' https://shop.example")]
    [InlineData("/connect/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye", "'self' https://shop.example")]
    [InlineData("/connect/logout?client_id=shop&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F", "'self'")]
    public async Task SignOut_ForAClientReturnsToItsRequest(string request, string targets)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        var url = PagesService.With("/sign-out", request);

        var page = await browser.GetAsync(url);
        var answer = await browser.SubmitAsync(url);

        Assert.EndsWith($"form-action {targets}", page.Policy);
        Assert.Equal((HttpStatusCode.Redirect, request), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("/привет")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task SignOut_ToWhatIsNoAddressEndsHere(string returnUrl)
    {
        using var browser = service.Browser();

        var answer = await browser.GetAsync(PagesService.With("/sign-out", returnUrl));

        Assert.Equal((HttpStatusCode.Redirect, "/signed-out"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task SignOut_NeverLeadsToAnotherHost()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.SubmitAsync(PagesService.With("/sign-out", "https://evil.example/"));

        Assert.Equal("/signed-out", answer.Location);
    }
}
