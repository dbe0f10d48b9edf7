using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc7009;

/// <summary>Revocation where access tokens have no row (RFC 7009 section 2).</summary>
public sealed class RevocationTests(IdentityService service)
{
    private const string Inactive = """{"active":false}""";

    [Fact]
    public async Task AccessTokens_HaveNoRow()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        await flow.RefreshAsync((await flow.TokensAsync(browser)).RefreshToken);

        var types = await service.InDatabaseAsync(db => db.Tokens.Where(t => t.Subject == account.Id.ToString()).Select(t => t.Type!).ToListAsync());

        Assert.Equal(3, types.Count);
        Assert.DoesNotContain(types, t => t.EndsWith("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefreshToken_TakesAlongEverythingOfItsGrantAndNothingElse()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var (first, other) = (await flow.TokensAsync(browser), await flow.TokensAsync(browser));
        var second = await flow.RefreshAsync(first.RefreshToken);

        Assert.Equal("200", (await RevokeAsync(TestClients.Web, second.RefreshToken)).Outcome);

        Assert.Equal(Inactive, await IntrospectAsync(TestClients.Web, first.AccessToken));
        Assert.Equal(Inactive, await IntrospectAsync(TestClients.Web, second.AccessToken));
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(second.RefreshToken)).Outcome);
        Assert.NotEqual(Inactive, await IntrospectAsync(TestClients.Web, other.AccessToken));
        Assert.Equal("200", (await flow.RefreshAsync(other.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task AccessToken_EndsAlone()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        await RevokeAsync(TestClients.Web, tokens.AccessToken);

        Assert.Equal(Inactive, await IntrospectAsync(TestClients.Web, tokens.AccessToken));
        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task AccessToken_OfAClientIsInactiveAfterwardsHoweverManyRevokeIt()
    {
        var token = (await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "partners.read"))).AccessToken;
        Assert.NotEqual(Inactive, await IntrospectAsync(TestClients.Machine, token));

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RevokeAsync(TestClients.Machine, token))));

        Assert.All(replies, r => Assert.Equal("200", r.Outcome));
        Assert.Equal(Inactive, await IntrospectAsync(TestClients.Machine, token));
        Assert.Equal("200", (await RevokeAsync(TestClients.Machine, token)).Outcome);
    }

    [Fact]
    public async Task IdToken_CannotBeRevoked()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var reply = await RevokeAsync(TestClients.Web, tokens.IdToken);

        Assert.Equal("400 unsupported_token_type", reply.Outcome);
    }

    [Fact]
    public async Task CodeUsedTwice_EndsTheAccessTokenToo()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var code = await flow.CodeAsync(browser);
        var tokens = await flow.ExchangeAsync(code);

        Assert.Equal("400 invalid_grant", (await flow.ExchangeAsync(code)).Outcome);

        Assert.Equal(Inactive, await IntrospectAsync(TestClients.Web, tokens.AccessToken));
        Assert.Equal("401", (await UserInfoTests.AskAsync(service, tokens.AccessToken)).Outcome[..3]);
    }

    private Task<Reply> RevokeAsync(TestClient client, string? token) => service.PostAsync("/connect/revoke", client, ("token", token));

    private async Task<string> IntrospectAsync(TestClient client, string? token) => (await service.PostAsync("/connect/introspect", client, ("token", token))).Text;
}
