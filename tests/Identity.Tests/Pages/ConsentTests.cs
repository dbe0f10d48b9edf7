using System.Net;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

public sealed class ConsentTests(PagesService service)
{
    private static readonly string Request = PagesService.AuthorizeUrl("openid email companies.read");
    private static readonly string Page = PagesService.With("/consent", Request);

    [Theory]
    [InlineData("en", "Know that it is you", "See your e-mail address", "See your companies")]
    [InlineData("ru", "Узнавать вас", "Видеть вашу электронную почту", "Видеть ваши компании")]
    public async Task Consent_SaysInPlainWordsWhatTheClientWants(string language, params string[] words)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!, language);

        var page = await browser.GetAsync(Page);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Shop &lt;b&gt;&amp;&lt;/b&gt; Co", page.Html);
        Assert.Contains(account.Email!, page.Html);
        Assert.All(words, w => Assert.Contains(w, page.Html));
        Assert.DoesNotContain("companies.read</", page.Html);
        Assert.EndsWith("form-action 'self' https://shop.example", page.Policy);
    }

    [Fact]
    public async Task Consent_AcceptedIsRememberedForTheseScopes()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.SubmitAsync(Page, "Accept");

        Assert.Equal((HttpStatusCode.Redirect, Request), (answer.Status, answer.Location));
        var grant = Assert.Single(await GrantsAsync(account));
        Assert.Equal((OpenIddictConstants.AuthorizationTypes.Permanent, OpenIddictConstants.Statuses.Valid), (grant.Type, grant.Status));
        Assert.Equal("""["openid","email","companies.read"]""", grant.Scopes);
    }

    [Fact]
    public async Task Consent_RefusedGoesBackOnceAndIsNotStored()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var asked = await browser.GetAsync(Request);
        var answer = await browser.SubmitAsync(asked.Location!, "Refuse");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith(Request + "&interaction=", answer.Location);
        Assert.Empty(await GrantsAsync(account));
    }

    [Fact]
    public async Task Consent_WithoutItsTokenIsRefused()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.PostAsync("/consent?handler=Accept", ("returnUrl", Request));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(await GrantsAsync(account));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&handler=Other")]
    public async Task Consent_AnsweredByNoneOfItsButtonsIsRefused(string handler)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        var token = (await browser.GetAsync(Page)).FormToken;

        var answer = await browser.PostAsync(Page + handler, ("antiforgery", token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(await GrantsAsync(account));
    }

    [Theory]
    [InlineData("/connect/authorize?client_id=nobody&scope=openid")]
    [InlineData("/connect/authorize")]
    [InlineData("https://evil.example/connect/authorize?client_id=shop&scope=openid")]
    [InlineData("/connect/logout?client_id=shop&scope=openid&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye")]
    [InlineData("/")]
    public async Task Consent_WithoutAKnownClientIsRefused(string returnUrl)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);

        var answer = await browser.GetAsync(PagesService.With("/consent", returnUrl));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("\"https://evil", answer.Html);
    }

    [Theory]
    [InlineData("openid partners.read", PagesService.RedirectUri)]
    [InlineData("openid internal.accounts", PagesService.RedirectUri)]
    [InlineData("openid nonsense", PagesService.RedirectUri)]
    [InlineData("openid email", "https://evil.example/")]
    public async Task Consent_ToWhatTheClientMayNotAskForIsRefused(string scope, string redirectUri)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account.Email!);
        var token = (await browser.GetAsync(Page)).FormToken;
        var page = PagesService.With("/consent", PagesService.AuthorizeUrl(scope, redirectUri));

        var shown = await browser.GetAsync(page);
        var accepted = await browser.PostAsync(page + "&handler=Accept", ("antiforgery", token));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (shown.Status, accepted.Status));
        Assert.Empty(await GrantsAsync(account));
    }

    [Fact]
    public async Task Consent_IsForPeopleWhoAreSignedIn()
    {
        using var browser = service.Browser();

        var answer = await browser.GetAsync(Page);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("/sign-in?returnUrl=%2Fconsent", answer.Location);
    }

    private Task<List<Data.Grant>> GrantsAsync(Account account) => service.InDatabaseAsync(
        db => db.Grants.AsNoTracking().Where(g => g.Subject == account.Id.ToString()).ToListAsync());
}
