using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc7662;

/// <summary>Introspection (RFC 7662) and revocation (RFC 7009).</summary>
public sealed class TokenStateTests(IdentityService service)
{
    private Task<Reply> IntrospectAsync(TestClient client, string? token) => service.PostAsync("/connect/introspect", client, ("token", token));

    private Task<Reply> RevokeAsync(TestClient client, string? token) => service.PostAsync("/connect/revoke", client, ("token", token));

    private async Task<(CodeFlow Flow, Reply Tokens)> TokensAsync()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        return (flow, await flow.TokensAsync(browser));
    }

    [Fact]
    public async Task Introspection_TellsTheClientAboutItsTokens()
    {
        var (_, tokens) = await TokensAsync();

        var access = await IntrospectAsync(TestClients.Web, tokens.AccessToken);
        var refresh = await IntrospectAsync(TestClients.Web, tokens.RefreshToken);

        Assert.Equal(("200", "true", "web", IdentityService.Issuer), (access.Outcome, access["active"], access["client_id"], access["iss"]));
        Assert.Equal(("200", "true"), (refresh.Outcome, refresh["active"]));
    }

    [Fact]
    public async Task Introspection_ByAnotherClientOfUnknownTokensSaysNothing()
    {
        var (_, tokens) = await TokensAsync();

        foreach (var reply in new[] { await IntrospectAsync(TestClients.Shop, tokens.AccessToken), await IntrospectAsync(TestClients.Web, "nonsense") })
        {
            Assert.Equal("200", reply.Outcome);
            Assert.Equal("""{"active":false}""", reply.Text);
        }
    }

    [Fact]
    public async Task Introspection_NeedsAClientThatMayAsk()
    {
        var (_, tokens) = await TokensAsync();

        Assert.Equal("401 invalid_client", (await IntrospectAsync(TestClients.Web with { Secret = TestClients.NewSecret() }, tokens.AccessToken)).Outcome);
        Assert.Equal("400 unauthorized_client", (await IntrospectAsync(TestClients.Docs, tokens.AccessToken)).Outcome);
        Assert.Equal("401 invalid_client", (await service.PostAsync("/connect/introspect", null, ("token", tokens.AccessToken))).Outcome);
    }

    [Fact]
    public async Task Revocation_EndsARefreshToken()
    {
        var (flow, tokens) = await TokensAsync();

        var reply = await RevokeAsync(TestClients.Web, tokens.RefreshToken);

        Assert.Equal("200", reply.Outcome);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("""{"active":false}""", (await IntrospectAsync(TestClients.Web, tokens.RefreshToken)).Text);
    }

    [Fact]
    public async Task Revocation_OfAnAccessTokenIsSeenAtOnce()
    {
        var (_, tokens) = await TokensAsync();

        Assert.Equal("200", (await RevokeAsync(TestClients.Web, tokens.AccessToken)).Outcome);

        Assert.Equal("""{"active":false}""", (await IntrospectAsync(TestClients.Web, tokens.AccessToken)).Text);
        Assert.Equal("401", (await UserInfoTests.AskAsync(service, tokens.AccessToken)).Outcome[..3]);
    }

    [Fact]
    public async Task Revocation_ByAnotherClientDoesNothing()
    {
        var (flow, tokens) = await TokensAsync();

        Assert.Equal("200", (await RevokeAsync(TestClients.Shop, tokens.RefreshToken)).Outcome);

        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Pruning_DeletesWhatHasLongExpiredAndNothingElse()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        var flow = new CodeFlow(own, TestClients.Web);
        await flow.TokensAsync(browser);
        own.Clock.Advance(TimeSpan.FromDays(2));
        var pruning = own.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Identity.Protocol.Pruning>().Single();

        await pruning.PruneAsync(CancellationToken.None);

        var left = await own.InDatabaseAsync(db => db.Tokens.AsNoTracking().Where(t => t.Subject == account.Id.ToString()).Select(t => t.Type!).ToListAsync());
        Assert.EndsWith("refresh_token", Assert.Single(left));
        Assert.Equal(1, await own.InDatabaseAsync(db => db.Grants.CountAsync()));
        own.Clock.Advance(TimeSpan.FromDays(30));
        await pruning.PruneAsync(CancellationToken.None);
        Assert.Equal((0, 0), await own.InDatabaseAsync(async db => (await db.Tokens.CountAsync(), await db.Grants.CountAsync())));
    }
}
