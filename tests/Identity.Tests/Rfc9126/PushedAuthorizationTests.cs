using System.Net;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc9126;

/// <summary>Pushed authorization requests.</summary>
public sealed class PushedAuthorizationTests(IdentityService service)
{
    private static async Task<string> PushAsync(IdentityService service, CodeFlow flow, TestClient client, params (string Name, string? Value)[] changes)
    {
        var reply = await PushedAsync(service, flow, client, changes);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal((90L, "no-store"), (reply.Json["expires_in"]!.GetValue<long>(), reply.Headers["Cache-Control"]));
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", reply["request_uri"]);
        return $"/connect/authorize?client_id={client.Id}&request_uri={Uri.EscapeDataString(reply["request_uri"]!)}";
    }

    private static Task<Reply> PushedAsync(IdentityService service, CodeFlow flow, TestClient client, params (string Name, string? Value)[] changes) =>
        service.PostAsync("/connect/par", client, [.. CodeFlow.Parameters(IdentityService.Issuer + flow.Url(changes)[1..]).Where(p => p.Key != "client_id").Select(p => (p.Key, (string?)p.Value))]);

    private static string? Code(Answer answer) => CodeFlow.Parameters(answer.Location).GetValueOrDefault("code");

    [Fact]
    public async Task PushedRequest_LeadsThroughSignInToTokensHoweverLongThatTakes()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        var flow = new CodeFlow(own, TestClients.Pushing);
        using var browser = own.Browser();
        var url = await PushAsync(own, flow, TestClients.Pushing, ("prompt", "login"), ("login_hint", account.Email));

        var asked = await browser.GetAsync(url);
        Assert.Contains(account.Email!, (await browser.GetAsync(asked.Location!)).Html);
        own.Clock.Advance(TimeSpan.FromMinutes(20));
        var back = await browser.SubmitAsync(asked.Location!, ("Email", account.Email!), ("Password", IdentityService.Password));
        var answer = await browser.GetAsync(back.Location!);

        Assert.StartsWith(TestClients.Pushing.RedirectUri, answer.Location);
        Assert.Equal("200", (await flow.ExchangeAsync(Code(answer)!)).Outcome);
    }

    [Fact]
    public async Task PushedRequest_CountsWhateverStandsInTheAddress()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Pushing);
        var url = await PushAsync(service, flow, TestClients.Pushing, ("scope", "openid"));

        var answer = await browser.GetAsync(url + "&scope=openid%20email&redirect_uri=https%3A%2F%2Fevil.example%2F&state=other");

        Assert.StartsWith(TestClients.Pushing.RedirectUri, answer.Location);
        Assert.Equal(flow.State, CodeFlow.Parameters(answer.Location)["state"]);
        Assert.Equal("openid", (await flow.ExchangeAsync(Code(answer)!))["scope"]);
    }

    [Fact]
    public async Task PushedRequest_WorksOnceAndForItsClientOnly()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var url = await PushAsync(service, new CodeFlow(service, TestClients.Pushing), TestClients.Pushing);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(url.Replace("client_id=pushing", "client_id=web", StringComparison.Ordinal))).Status);
        Assert.NotNull(Code(await browser.GetAsync(url)));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(url)).Status);
    }

    [Fact]
    public async Task PushedRequest_ExpiresAfterNinetySeconds()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var url = await PushAsync(own, new CodeFlow(own, TestClients.Pushing), TestClients.Pushing);
        own.Clock.Advance(TimeSpan.FromSeconds(91));

        var answer = await browser.GetAsync(url);

        Assert.StartsWith(TestClients.Pushing.RedirectUri, answer.Location);
        Assert.Equal("invalid_request_uri", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Theory]
    [InlineData("/select-account")]
    [InlineData("/consent")]
    public async Task PushedRequest_ThatExpiredIsNotRevivedByAPage(string page)
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var url = await PushAsync(own, new CodeFlow(own, TestClients.Shop), TestClients.Shop);
        own.Clock.Advance(TimeSpan.FromSeconds(91));

        var back = await browser.SubmitAsync($"{page}?returnUrl={Uri.EscapeDataString(url)}", page == "/consent" ? "Accept" : null);
        var answer = await browser.GetAsync(back.Location!);

        Assert.Equal("invalid_request_uri", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task Client_ThatMustPushCannotDoWithout()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, TestClients.Pushing).Url());

        Assert.Equal("invalid_request", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Theory]
    [InlineData("scope", "openid companies.read", "400 invalid_scope")]
    [InlineData("resource", "https://nobody.example", "400 invalid_target")]
    [InlineData("code_challenge", null, "400 invalid_request")]
    [InlineData("claims", "[]", "400 invalid_request")]
    [InlineData("redirect_uri", "https://evil.example/", "400 invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "400 invalid_request")]
    public async Task Push_OfAWrongRequestIsRefusedAtOnce(string parameter, string? value, string outcome) =>
        Assert.Equal(outcome, (await PushedAsync(service, new CodeFlow(service, TestClients.Pushing), TestClients.Pushing, (parameter, value))).Outcome);

    [Fact]
    public async Task Push_NeedsTheClientsSecret()
    {
        var flow = new CodeFlow(service, TestClients.Pushing);

        var reply = await PushedAsync(service, flow, TestClients.Pushing with { Secret = "wrong" });

        Assert.Equal("401 invalid_client", reply.Outcome);
    }

    [Fact]
    public async Task PromptConsent_OfAPushedRequestShowsItsScopes()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Shop);
        var url = await PushAsync(service, flow, TestClients.Shop, ("scope", "openid email"), ("prompt", "consent"));

        var asked = await browser.GetAsync(url);
        Assert.StartsWith("/consent?", asked.Location);
        var back = await browser.SubmitAsync(asked.Location!, "Accept");

        Assert.NotNull(Code(await browser.GetAsync(back.Location!)));
    }
}
