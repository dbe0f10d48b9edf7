using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using SaasPlatform.Identity.Pages.Error;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>The error page says of every error of the protocol what happened and what to do, in the person's language.</summary>
public sealed class ProtocolErrorTests(PagesService service)
{
    private static readonly ResourceManager Texts = new(typeof(ProtocolErrors).FullName!, typeof(ProtocolErrors).Assembly);

    /// <summary>Words of a cause that the protocol has no code of its own for.</summary>
    internal static readonly string[] Causes = [ProtocolErrors.UnknownClient, ProtocolErrors.UnregisteredRedirectUri, ProtocolErrors.UnregisteredPostLogoutRedirectUri];

    internal static IEnumerable<string> Codes => Texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().Select(e => (string)e.Key).Where(k => !k.Contains(':', StringComparison.Ordinal)).Except(Causes).Order();

    public static TheoryData<string> EveryCode => [.. Codes];

    /// <summary>Those that an authorization request can be refused with, by RFC 6749, OIDC Core, RFC 8707, RFC 9101 and RFC 9126.</summary>
    [Fact]
    public void Codes_OfAuthorizationRequestsAllHaveWords() => Assert.Empty(new[]
    {
        "invalid_request", "invalid_client", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "server_error",
        "temporarily_unavailable", "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri",
        "invalid_request_object", "request_not_supported", "request_uri_not_supported", "registration_not_supported", "invalid_target", "invalid_token",
        "unmet_authentication_requirements",
    }.Except(Codes));

    [Theory]
    [MemberData(nameof(EveryCode))]
    public async Task Error_HasATextOfItsOwnInBothLanguages(string code)
    {
        var others = Codes.Where(c => c != code).ToList();
        foreach (var language in new[] { "en", "ru" })
        {
            var culture = CultureInfo.GetCultureInfo(language);
            using var browser = service.Browser(language);

            var page = await browser.GetAsync("/refuses/" + code);

            var title = Texts.GetString(code, culture)!;
            Assert.Equal((HttpStatusCode.BadRequest, $"{title} · SaasPlatform"), (page.Status, page.Title));
            Assert.Contains(Texts.GetString(code + ":text", culture)!, WebUtility.HtmlDecode(page.Html));
            Assert.Contains(Texts.GetString(code + ":developer", culture)!, WebUtility.HtmlDecode(page.Html));
            Assert.Contains($"<dd>{code}</dd>", page.Html);
            Assert.Contains("<p lang=\"en\">The &lt;b&gt;framework&lt;/b&gt; says why.</p>", page.Html);
            Assert.DoesNotContain(title, others.Select(c => Texts.GetString(c, culture)));
            Assert.Equal(language == "ru", title.Any(c => c is >= 'а' and <= 'я'));
        }
    }

    [Fact]
    public async Task Error_WithoutWordsKeepsItsCode()
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync("/refuses/something_new");

        Assert.Equal("This request cannot be carried out · SaasPlatform", page.Title);
        Assert.Contains("<dd>something_new</dd>", page.Html);
    }

    [Theory]
    [InlineData("en", "This application is not known here · SaasPlatform")]
    [InlineData("ru", "Это приложение здесь неизвестно · SaasPlatform")]
    public async Task UnknownClient_IsSaidToBeUnknown(string language, string title)
    {
        using var browser = service.Browser(language);

        var page = await browser.GetAsync(PagesService.AuthorizeUrl().Replace("client_id=shop", "client_id=%3Cb%3Eevil%3C%2Fb%3E", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.BadRequest, title), (page.Status, page.Title));
        Assert.Contains("<dd>invalid_request</dd>", page.Html);
        Assert.DoesNotContain("<b>evil", page.Html);
        Assert.DoesNotContain("class=\"said\"", page.Html);
    }

    [Theory]
    [InlineData("en", "You were not sent on: the address to return to is not registered · SaasPlatform", "The request names the application <strong>Shop &lt;b&gt;&amp;&lt;/b&gt; Co</strong>.")]
    [InlineData("ru", "Вас никуда не отправили: адрес возврата не зарегистрирован · SaasPlatform", "В запросе названо приложение <strong>Shop &lt;b&gt;&amp;&lt;/b&gt; Co</strong>.")]
    public async Task WrongRedirectUri_NamesTheClientAndLeadsNowhere(string language, string title, string named)
    {
        using var browser = service.Browser(language);

        var page = await browser.GetAsync(PagesService.AuthorizeUrl(redirectUri: "https://evil.example/\"><script>"));

        Assert.Equal((HttpStatusCode.BadRequest, null, title), (page.Status, page.Location, page.Title));
        Assert.Contains("<dd>invalid_request</dd>", page.Html);
        Assert.Contains(named, page.Html);
        Assert.DoesNotContain("\"https://evil", page.Html);
        Assert.DoesNotContain("<script>", page.Html);
    }

    [Theory]
    [InlineData("client_id=shop&")]
    [InlineData("")]
    public async Task WrongPostLogoutRedirectUri_LeadsNowhere(string client)
    {
        using var browser = service.Browser();

        var page = await browser.GetAsync($"/connect/logout?{client}post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F");

        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        Assert.Equal("You were not sent on: the address after signing out is not registered · SaasPlatform", page.Title);
        Assert.DoesNotContain("\"https://evil", page.Html);
    }
}
