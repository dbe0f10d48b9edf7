using System.Net;
using System.Text.RegularExpressions;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OAuthFormPost;

/// <summary>OAuth 2.0 Form Post Response Mode section 2.</summary>
public sealed partial class FormPostTests(IdentityService service)
{
    private readonly CodeFlow _flow = new(service, TestClients.Web);

    [Fact]
    public async Task Code_IsSentAsAFormThatGivesTokens()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url(("response_mode", "form_post")));

        Assert.Equal((HttpStatusCode.OK, null), (answer.Status, answer.Location));
        Assert.Contains($"action=\"{TestClients.Web.RedirectUri}\"", answer.Html);
        var fields = Fields(answer);
        Assert.Equal(["code", "iss", "state"], fields.Keys.Order());
        Assert.Equal((_flow.State, IdentityService.Issuer), (fields["state"], fields["iss"]));
        Assert.Equal("200", (await _flow.ExchangeAsync(fields["code"])).Outcome);
    }

    [Fact]
    public async Task Page_RunsOnlyItsOwnScriptAndPostsOnlyToTheClient()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url(("response_mode", "form_post")));

        Assert.Contains("script-src 'self';", answer.Policy);
        Assert.EndsWith("form-action http://localhost:3000", answer.Policy);
        Assert.DoesNotContain("unsafe-inline", answer.Policy);
        Assert.Equal("no-store, no-cache", answer.Headers["Cache-Control"]);
        Assert.Contains("<button type=\"submit\">", answer.Html);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/js/submit.js")).Status);
    }

    [Theory]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    public async Task Error_IsSentTheSameWay(string parameter, string value, string error)
    {
        using var browser = service.Browser();

        var answer = await browser.GetAsync(_flow.Url(("response_mode", "form_post"), (parameter, value)));

        var fields = Fields(answer);
        Assert.Equal((error, _flow.State, IdentityService.Issuer), (fields["error"], fields["state"], fields["iss"]));
    }

    [Fact]
    public async Task State_IsNotMarkup()
    {
        using var browser = service.Browser();
        const string State = "\"><script>alert(1)</script>'&";

        var answer = await browser.GetAsync(_flow.Url(("response_mode", "form_post"), ("prompt", "none"), ("state", State)));

        Assert.DoesNotContain("<script>alert", answer.Html);
        Assert.Equal(State, Fields(answer)["state"]);
    }

    private static Dictionary<string, string> Fields(Answer answer) =>
        Field().Matches(answer.Html).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Field();
}
