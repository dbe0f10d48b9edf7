using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

/// <summary>OIDC Core section 2: <c>acr</c> and <c>amr</c>.</summary>
public sealed class AuthenticationContextTests(IdentityService service)
{
    [Theory]
    [InlineData(null)]
    [InlineData("urn:example:gold urn:saasplatform:acr:password")]
    [InlineData("urn:example:gold")]
    public async Task IdToken_SaysHowThePersonSignedInAlsoAfterRefreshing(string? asked)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);

        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("acr_values", asked)));
        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);

        foreach (var idToken in new[] { tokens.IdToken, refreshed.IdToken })
        {
            var claims = (await TokenReader.ReadAsync(service, idToken)).Payload;
            Assert.Equal("urn:saasplatform:acr:password", claims["acr"]!.ToString());
            Assert.Equal("""["pwd"]""", claims["amr"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task AccessToken_SaysNothingOfIt()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var claims = (await TokenReader.ReadAsync(service, tokens.AccessToken)).Payload;
        Assert.Equal((null, null), (claims["amr"], claims["acr"]));
    }
}
