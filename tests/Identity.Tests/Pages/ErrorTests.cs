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

    [Fact]
    public async Task RefusedForm_OffersItself()
    {
        using var browser = service.Browser();

        var page = await browser.PostAsync("/register?returnUrl=%2F");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("href=\"/register?returnUrl=%2F\"", page.Html);
    }

    [Fact]
    public async Task ErrorPage_OpenedByItselfIsNotFound()
    {
        using var browser = service.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/error")).Status);
    }
}
