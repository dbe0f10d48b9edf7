using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>What holds for all pages alike.</summary>
public sealed class EveryPageTests(PagesService service)
{
    public static TheoryData<string, string, string> Titles => new()
    {
        { "/", "Account", "Учётная запись" },
        { "/sign-in", "Sign in", "Вход" },
        { "/register", "Create an account", "Регистрация" },
        { "/register/check-mail", "Nothing to confirm here", "Подтверждать нечего" },
        { "/forgot-password", "Forgot your password?", "Забыли пароль?" },
        { "/signed-out", "You are signed out", "Вы вышли" },
        { "/privacy", "Personal data", "Персональные данные" },
        { "/personal-data-consent", "Consent to the processing of personal data", "Согласие на обработку персональных данных" },
    };

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Page_SpeaksTheLanguageOfTheBrowser(string url, string english, string russian)
    {
        using var reader = service.Browser("en-GB");
        using var читатель = service.Browser("ru-RU");

        var inEnglish = await reader.GetAsync(url);
        var inRussian = await читатель.GetAsync(url);

        Assert.Equal((HttpStatusCode.OK, $"{english} · SaasPlatform"), (inEnglish.Status, inEnglish.Title));
        Assert.Contains("<html lang=\"en\">", inEnglish.Html);
        Assert.Equal((HttpStatusCode.OK, $"{russian} · SaasPlatform"), (inRussian.Status, inRussian.Title));
        Assert.Contains("<html lang=\"ru\">", inRussian.Html);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Page_AllowsNothingInlineAndNothingFromElsewhere(string url, string english, string russian)
    {
        _ = (english, russian);
        using var browser = service.Browser();

        var page = await browser.GetAsync(url);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
            page.Policy);
        Assert.Equal("no-cache, no-store", page.Headers["Cache-Control"].Replace("no-store, no-cache", "no-cache, no-store"));
        Assert.DoesNotContain(" style=", page.Html);
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", page.Html);
        Assert.DoesNotMatch("<script(?![^>]* src=)", page.Html);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/register/check-mail")]
    [InlineData("/register/confirm")]
    [InlineData("/forgot-password")]
    [InlineData("/reset-password")]
    [InlineData("/sign-out")]
    [InlineData("/applications")]
    [InlineData("/language")]
    public async Task Form_WithoutItsTokenIsRefused(string url)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.PostAsync(url, ("Email", account.Email!), ("Password", PagesService.Password), ("language", "ru"));

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
        Assert.Contains("invalid_request", answer.Html);
        Assert.Contains(account.Email!, (await browser.GetAsync("/")).Html);
    }

    [Fact]
    public async Task Language_ChosenOnAPageStaysAndKeepsTheRequest()
    {
        using var browser = service.Browser("en");
        var url = PagesService.With("/sign-in", PagesService.AuthorizeUrl() + "&ui_locales=en");
        var page = await browser.GetAsync(url);

        var answer = await browser.PostAsync("/language", ("language", "ru"), ("returnUrl", url), ("antiforgery", page.FormToken));

        Assert.Equal((HttpStatusCode.Redirect, url), (answer.Status, answer.Location));
        Assert.Equal("Вход · SaasPlatform", (await browser.GetAsync(url)).Title);
    }

    [Fact]
    public async Task Language_AskedForByTheClientOverridesTheBrowser()
    {
        using var browser = service.Browser("en");

        var page = await browser.GetAsync(PagesService.With("/sign-in", PagesService.AuthorizeUrl() + "&ui_locales=fr ru-RU"));

        Assert.Equal("Вход · SaasPlatform", page.Title);
    }

    [Theory]
    [InlineData("/css/tokens.css", "text/css")]
    [InlineData("/js/reveal.js", "text/javascript")]
    [InlineData("/logo.svg", "image/svg+xml")]
    public async Task Asset_IsServedForGoodUnderItsVersion(string url, string type)
    {
        using var browser = service.Browser();

        var asset = await browser.GetAsync(url + "?v=1");

        Assert.Equal((HttpStatusCode.OK, type), (asset.Status, asset.Headers["Content-Type"]));
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers["Cache-Control"].Replace("max-age=31536000, public", "public, max-age=31536000"));
        Assert.Equal("nosniff", asset.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public void Texts_AreTheSameInBothLanguages()
    {
        var assembly = typeof(IdentityApp).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => (n.Contains(".Pages.", StringComparison.Ordinal) || n.Contains(".Mail.", StringComparison.Ordinal)) && n.EndsWith(".resources", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var resources = new ResourceManager(name[..^".resources".Length], assembly);
            Assert.Equal(Keys(resources, CultureInfo.InvariantCulture), Keys(resources, CultureInfo.GetCultureInfo("ru")));
        }
    }

    private static List<string> Keys(ResourceManager resources, CultureInfo culture) =>
        [.. resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(e => (string)e.Key).Order()];
}
