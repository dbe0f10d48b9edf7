using System.Net;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class ErrorTests(PagesService service)
{
    [Theory]
    [InlineData("en", "There is no such page · SaasPlatform", "Go to the start page")]
    [InlineData("ru", "Такой страницы нет · SaasPlatform", "На главную")]
    public async Task UnknownPage_NamesCodeAndTraceAndAWayBack(string language, string title, string back)
    {
        using var browser = service.Browser(language);

        var page = await browser.GetAsync("/nowhere/<script>");

        Assert.Equal((HttpStatusCode.NotFound, title), (page.Status, page.Title));
        Assert.Matches("<dd>not_found</dd>", page.Html);
        Assert.Matches("<dd>[0-9a-f]{32}</dd>", page.Html);
        Assert.Contains(back, page.Html);
        Assert.DoesNotContain("<script>", page.Html);
        Assert.StartsWith("default-src 'none'", page.Policy);
    }

    [Theory]
    [InlineData("en", "Something went wrong on our side · SaasPlatform")]
    [InlineData("ru", "Что-то пошло не так на нашей стороне · SaasPlatform")]
    public async Task Failure_SaysNothingOfItsCause(string language, string title)
    {
        using var browser = service.Browser(language);

        var page = await browser.GetAsync("/fails");

        Assert.Equal((HttpStatusCode.InternalServerError, title), (page.Status, page.Title));
        Assert.Matches("<dd>internal_error</dd>", page.Html);
        Assert.Matches("<dd>[0-9a-f]{32}</dd>", page.Html);
        Assert.DoesNotContain("secret detail", page.Html);
        Assert.StartsWith("default-src 'none'", page.Policy);
    }

    [Fact]
    public async Task ForbiddenPage_KeepsItsStatus()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var page = await browser.GetAsync("/forbidden");

        Assert.Equal((HttpStatusCode.Forbidden, "You have no access to this page · SaasPlatform"), (page.Status, page.Title));
        Assert.Matches("<dd>forbidden</dd>", page.Html);
    }

    [Fact]
    public async Task ProtocolError_IsNamedAndLeadsNowhere()
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync(PagesService.AuthorizeUrl(redirectUri: "https://evil.example/"));

        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        Assert.Matches("<dd>invalid_request</dd>", page.Html);
        Assert.DoesNotContain("href=\"https://evil", page.Html);
    }

    [Fact]
    public async Task RefusedForm_OffersItself()
    {
        using var browser = service.Browser();

        var page = await browser.PostAsync("/register?returnUrl=%2F");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("href=\"/register?returnUrl=%2F\"", page.Html);
    }

    [Fact]
    public async Task UnknownPage_OfAnyScriptIsShownAgainInTheOtherLanguage()
    {
        using var browser = service.Browser();
        var page = await browser.GetAsync("/привет");
        Assert.Contains("value=\"/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82\"", page.Html);

        foreach (var (returnUrl, location) in new[] { ("/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82", "/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82"), ("/привет", "/") })
        {
            var answer = await browser.PostAsync("/language", ("antiforgery", page.FormToken), ("language", "ru"), ("returnUrl", returnUrl));
            Assert.Equal((HttpStatusCode.Redirect, location), (answer.Status, answer.Location));
        }
    }

    [Fact]
    public async Task ErrorPage_OpenedByItselfIsNotFound()
    {
        using var browser = service.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/error")).Status);
    }
}
