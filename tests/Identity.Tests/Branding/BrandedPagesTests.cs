using System.Net;
using System.Text.RegularExpressions;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Branding;

/// <summary>The pages of a client's request look like the client, and believe nothing it says to be HTML.</summary>
public sealed partial class BrandedPagesTests(IdentityService service)
{
    private const string EncodedName = "Shop &lt;b&gt;&amp;&lt;/b&gt; &quot;Co&quot;";

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/forgot-password")]
    [InlineData("/sign-out")]
    [InlineData("/consent")]
    public async Task Page_ShowsTheClientOfTheRequest(string path)
    {
        var client = BrandedClient.Client(await BrandedClient.RegisterAsync(service));
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var page = await browser.GetAsync(PagesService.With(path, new CodeFlow(service, client).Url()));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(EncodedName, page.Html);
        Assert.DoesNotContain("Shop <b>", page.Html);
        Assert.Contains($"src=\"/clients/{client.Id}/logo?v=", page.Html);
        Assert.Equal(1, Regex.Count(page.Html, "class=\"client-logo\""));
        Assert.Equal(1, Regex.Count(page.Html, "href=\"https://shop.example/terms\""));
        Assert.Equal(1, Regex.Count(page.Html, "href=\"https://shop.example/privacy\\?a=1&amp;b=2\""));
        Assert.Contains("style-src 'self'", page.Policy);
        Assert.Contains("img-src 'self'", page.Policy);
        Assert.DoesNotContain(" style=", page.Html);

        var style = await browser.GetAsync(Style().Match(page.Html).Groups[1].Value);
        Assert.Equal((HttpStatusCode.OK, "text/css; charset=utf-8"), (style.Status, style.Headers["Content-Type"]));
        Assert.Contains("--fill: #c2410c;", style.Html);
        Assert.Contains("immutable", style.Headers["Cache-Control"]);
        var logo = await browser.GetAsync(WebUtility.HtmlDecode(Logo().Match(page.Html).Groups[1].Value));
        Assert.Equal((HttpStatusCode.OK, BrandedClient.Svg), (logo.Status, logo.Html));
    }

    [Theory]
    [InlineData("en", "By allowing, you accept the <a href=\"https://shop.example/terms\" target=\"_blank\" rel=\"noopener noreferrer\">terms of use</a> and the <a href=")]
    [InlineData("ru", "Разрешая доступ, вы принимаете <a href=\"https://shop.example/terms\" target=\"_blank\" rel=\"noopener noreferrer\">условия использования</a> и <a href=")]
    public async Task Consent_SaysWhatAllowingAccepts(string language, string words)
    {
        var client = BrandedClient.Client(await BrandedClient.RegisterAsync(service));
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var page = await browser.GetAsync(PagesService.With("/consent", new CodeFlow(service, client).Url(("ui_locales", language))));

        Assert.Contains(words, page.Html);
    }

    [Fact]
    public async Task Consent_WithoutLinksAsksForNoAcceptance()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var page = await browser.GetAsync(PagesService.With("/consent", new CodeFlow(service, TestClients.Shop).Url()));

        Assert.DoesNotContain("you accept", page.Html);
        Assert.DoesNotContain("client-logo", page.Html);
        Assert.DoesNotContain("/style.css", page.Html);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://shop.example/")]
    [InlineData("com.shop:/terms")]
    [InlineData("/terms")]
    public async Task Registration_TakesNoOtherAddress(string address)
    {
        var good = BrandedClient.Define();
        foreach (var wrong in new[] { good with { PolicyUri = address }, good with { TosUri = address }, good with { ClientUri = address } })
        {
            var refused = await Assert.ThrowsAsync<Definitions.DefinitionException>(() => service.ApplyAsync(wrong));
            Assert.Matches($@"^\$\[0\]\.(policyUri|tosUri|clientUri): '{Regex.Escape(address)}' must be an absolute https address", refused.Message);
        }

        Assert.Contains("$[0].color: 'red' must be", (await Assert.ThrowsAsync<Definitions.DefinitionException>(() => service.ApplyAsync(good with { Color = "red" }))).Message);
        await service.ApplyAsync(good with { PolicyUri = "http://localhost:3000/privacy" });
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(/clients/[^\"]+)\">")]
    private static partial Regex Style();

    [GeneratedRegex("src=\"(/clients/[^\"]+/logo[^\"]+)\"")]
    private static partial Regex Logo();
}
