using System.Net;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

/// <summary>RFC 6749 section 4.1.2.1: who is told what is wrong with an authorization request.</summary>
public sealed class AuthorizationErrorTests(IdentityService service)
{
    private readonly CodeFlow _flow = new(service, TestClients.Web);

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "nonsense", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "nonsense", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("scope", "openid internal.accounts", "invalid_scope")]
    [InlineData("scope", "openid partners.read", "invalid_scope")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://client.example/request.jwt", "request_uri_not_supported")]
    public async Task Error_OfAVerifiedClientGoesBackToIt(string parameter, string? value, string error)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url((parameter, value)));

        Assert.StartsWith(TestClients.Web.RedirectUri + "?", answer.Location);
        var result = CodeFlow.Parameters(answer.Location);
        Assert.Equal((error, _flow.State, IdentityService.Issuer), (result["error"], result["state"], result["iss"]));
        Assert.Equal(["error", "error_description", "iss", "state"], result.Keys.Order());
    }

    /// <summary>Where the client or its address is in doubt, nobody is sent anywhere (RFC 9700 section 4.11).</summary>
    [Theory]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:3000/api/auth/callback/saas/", "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:3000/api/auth/callback/saas?x=1", "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:3000/api/auth/callback/../callback/saas", "invalid_request")]
    [InlineData("redirect_uri", "HTTP://LOCALHOST:3000/api/auth/callback/saas", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.example/", "invalid_request")]
    [InlineData("redirect_uri", "//evil.example/", "invalid_request")]
    [InlineData("redirect_uri", "javascript:alert(1)", "invalid_request")]
    [InlineData("client_id", "nobody", "invalid_request")]
    [InlineData("client_id", null, "invalid_request")]
    [InlineData("client_id", "web\0", "invalid_request")]
    public async Task Error_OfClientOrRedirectUriIsShownToThePerson(string parameter, string? value, string error)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url((parameter, value)));

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
        Assert.Contains($"<dd>{error}</dd>", answer.Html);
        Assert.Matches("<dd>[0-9a-f]{32}</dd>", answer.Html);
        Assert.DoesNotContain("=\"https://evil", answer.Html);

        // Something else that is wrong as well does not open the way.
        foreach (var other in new[] { ("scope", "openid nonsense"), ("response_type", "token"), ("request", "x") })
        {
            var twice = await browser.GetAsync(_flow.Url(other, (parameter, value)));
            Assert.Equal((HttpStatusCode.BadRequest, null), (twice.Status, twice.Location));
        }
    }

    [Fact]
    public async Task RedirectUri_SentTwiceLeadsNowhere()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url(("response_type", "token")) + "&redirect_uri=https%3A%2F%2Fevil.example%2F");

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Error_NamesNoOtherSite()
    {
        var reply = await service.PostAsync("/connect/token", TestClients.Web, ("grant_type", "nonsense"));

        Assert.Equal("400 unsupported_grant_type", reply.Outcome);
        Assert.Null(reply["error_uri"]);
    }
}
