using System.Net;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

/// <summary>RFC 6749 sections 3.1 and 3.2: what comes once, and how much of it.</summary>
public sealed class ParameterTests(IdentityService service)
{
    private readonly CodeFlow _flow = new(service, TestClients.Web);

    [Theory]
    [InlineData("scope", "openid")]
    [InlineData("state", "other")]
    [InlineData("code_challenge", "other")]
    [InlineData("unknown", "a&unknown=b")]
    public async Task AuthorizationRequest_WithAParameterThatComesTwiceIsInvalid(string name, string value)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(_flow.Url() + $"&{name}={value}");

        Assert.StartsWith(TestClients.Web.RedirectUri + "?", answer.Location);
        var result = CodeFlow.Parameters(answer.Location);
        Assert.Equal(("invalid_request", false), (result["error"], result.ContainsKey("code")));
    }

    /// <summary>Two addresses are none, and none would be the only one registered.</summary>
    [Theory]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("client_id", "shop")]
    public async Task AuthorizationRequest_WhoseClientOrPlaceComesTwiceLeadsNowhere(string name, string value)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        foreach (var url in new[] { _flow.Url() + $"&{name}={Uri.EscapeDataString(value)}", _flow.Url(("scope", "companies.read")) + $"&{name}={Uri.EscapeDataString(value)}" })
        {
            var answer = await browser.GetAsync(url);
            Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
        }
    }

    [Fact]
    public async Task EndSessionRequest_WhoseClientComesTwiceEndsNothing()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var idToken = (await _flow.TokensAsync(browser)).IdToken;

        var answer = await browser.GetAsync($"/connect/logout?id_token_hint={idToken}&client_id=web&client_id=shop&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F");

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sessions")).Status);
    }

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revoke")]
    public async Task ClientsRequest_WithAParameterThatComesTwiceIsInvalid(string path)
    {
        var reply = await service.PostAsync(path, TestClients.Web, ("grant_type", "refresh_token"), ("refresh_token", "a"), ("token", "a"), ("token", "b"));

        Assert.Equal("400 invalid_request", reply.Outcome);
    }

    [Fact]
    public async Task TokenRequest_MayNameAResourceTwice()
    {
        var reply = await service.PostAsync(
            "/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "companies.read"), ("resource", "http://localhost:8001"), ("resource", "http://localhost:8001/"));

        Assert.Equal("200", reply.Outcome);
    }

    /// <summary>Anybody can send a body full of words; none of them is looked at.</summary>
    [Theory]
    [InlineData("/connect/token", "scope", "invalid_scope")]
    [InlineData("/connect/par", "scope", "invalid_scope")]
    [InlineData("/connect/par", "response_type", "unsupported_response_type")]
    [InlineData("/connect/par", "prompt", "invalid_request")]
    public async Task List_LongerThanThereAreWordsIsRefused(string path, string name, string error)
    {
        var words = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"w{i}"));

        var reply = await service.PostAsync(path, TestClients.Web, ("grant_type", "client_credentials"), ("redirect_uri", TestClients.Web.RedirectUri), (name, words));

        Assert.Equal($"400 {error}", reply.Outcome);
    }

    /// <summary>It would come back in an address that no browser follows.</summary>
    [Fact]
    public async Task State_TooLongForAnAddressIsNotSentBack()
    {
        var parameters = CodeFlow.Parameters("http://localhost" + _flow.Url(("state", new string('s', 100_000)))).Select(p => (p.Key, p.Value)).ToArray();
        using var browser = service.Browser();

        var posted = await browser.PostAsync("/connect/authorize", parameters);
        var pushed = await service.PostAsync("/connect/par", TestClients.Web, [.. parameters.Select(p => (p.Key, (string?)p.Value)).Where(p => p.Key != "client_id")]);

        Assert.Equal((HttpStatusCode.BadRequest, null), (posted.Status, posted.Location));
        Assert.Equal("400 invalid_request", pushed.Outcome);
    }
}
