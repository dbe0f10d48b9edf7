using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc7636;

/// <summary>Proof keys for codes: of every client, but one whose registration frees it (RFC 9700 section 2.1.1).</summary>
public sealed class ProofKeyTests(IdentityService service)
{
    private static readonly (string, string?)[] NoChallenge = [("code_challenge", null), ("code_challenge_method", null)];

    [Theory]
    [InlineData("web")]
    [InlineData("spa")]
    public async Task Challenge_IsNeeded(string clientId)
    {
        var client = clientId == "web" ? TestClients.Web : TestClients.Spa;
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, client).Url(NoChallenge));

        Assert.StartsWith(client.RedirectUri, answer.Location);
        Assert.Equal("invalid_request", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task Challenge_MayBeMissingWhereTheRegistrationSaysSo()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.WithoutProofKey);

        var code = await flow.CodeAsync(browser, NoChallenge);

        Assert.Equal("200", (await flow.ExchangeAsync(code, ("code_verifier", null))).Outcome);
    }

    [Fact]
    public async Task Verifier_WithoutAChallengeIsADowngrade()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.WithoutProofKey);

        var code = await flow.CodeAsync(browser, NoChallenge);

        // RFC 9700 section 4.8.2: somebody took the challenge out of the request.
        Assert.Equal("400", (await flow.ExchangeAsync(code)).Outcome[..3]);
    }

    [Fact]
    public async Task Challenge_ThatWasSentMustBeMetAlsoWhereItIsNotNeeded()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.WithoutProofKey);

        var code = await flow.CodeAsync(browser);

        Assert.Equal("400", (await flow.ExchangeAsync(code, ("code_verifier", null))).Outcome[..3]);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("S512")]
    public async Task Method_IsS256Only(string method)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, TestClients.Web).Url(("code_challenge_method", method)));

        Assert.Equal("invalid_request", CodeFlow.Parameters(answer.Location)["error"]);
    }
}
