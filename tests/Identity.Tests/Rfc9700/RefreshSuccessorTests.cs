using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Tests.OpenIdConnectCore;
using SaasPlatform.Identity.Tests.Protocol;
using SaasPlatform.Keys;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc9700;

/// <summary>Rotation as real clients meet it: several exchanges at once, lost answers, theft.</summary>
public sealed class RefreshSuccessorTests(IdentityService service)
{
    [Fact]
    public async Task FiftyExchangesAtOnce_ShareOneSuccessor()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var before = await RefreshRowsAsync(service, tokens);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => flow.RefreshAsync(tokens.RefreshToken))));

        Assert.All(replies, r => Assert.Equal("200", r.Outcome));
        var successor = Assert.Single(replies.Select(r => r.RefreshToken).Distinct());
        Assert.Equal(before + 1, await RefreshRowsAsync(service, tokens));
        Assert.Equal("200", (await flow.RefreshAsync(successor)).Outcome);
        Assert.All(replies, r => Assert.NotNull(r.AccessToken));
    }

    [Fact]
    public async Task LostAnswer_IsFoundAgainByAConfidentialClientMuchLater()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        var lost = await flow.RefreshAsync(tokens.RefreshToken);
        own.Clock.Advance(TimeSpan.FromDays(3));

        var again = await flow.RefreshAsync(tokens.RefreshToken);

        Assert.Equal(("200", lost.RefreshToken), (again.Outcome, again.RefreshToken));
        Assert.Equal("200", (await flow.RefreshAsync(again.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task LostAnswer_OfAPublicClientIsFoundAgainWithinTheLeewayOnly()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Spa);
        var lost = await flow.RefreshAsync(tokens.RefreshToken);
        own.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(lost.RefreshToken, (await flow.RefreshAsync(tokens.RefreshToken)).RefreshToken);

        own.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(lost.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Replay_AfterTheSuccessorWasUsedEndsEverythingOfTheSession()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var (flow, other) = (new CodeFlow(own, TestClients.Web), new CodeFlow(own, TestClients.Web));
        var tokens = await flow.TokensAsync(browser);
        var elsewhere = await other.TokensAsync(browser);
        var second = await flow.RefreshAsync(tokens.RefreshToken);
        var third = await flow.RefreshAsync(second.RefreshToken);
        own.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);

        foreach (var token in new[] { second.RefreshToken, third.RefreshToken, elsewhere.RefreshToken })
            Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(token)).Outcome);
        Assert.Equal("401", (await UserInfoTests.AskAsync(own, third.AccessToken)).Outcome[..3]);
        Assert.Empty(await own.InDatabaseAsync(db => db.Grants.Where(g => g.Status == "valid").ToListAsync()));
    }

    [Fact]
    public async Task Exchange_ThatFailsConsumesNothing()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken, "openid companies.write")).Outcome);
        Assert.Equal("401 invalid_client", (await new CodeFlow(own, TestClients.Web with { Secret = TestClients.NewSecret() }).RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("400 invalid_grant", (await new CodeFlow(own, TestClients.Shop).RefreshAsync(tokens.RefreshToken)).Outcome);
        own.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal(2, await RefreshRowsAsync(own, tokens));
    }

    [Fact]
    public async Task Handles_AreNowhereInTheDatabase()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        var next = await flow.RefreshAsync(tokens.RefreshToken);

        var rows = await own.InDatabaseAsync(db => db.Tokens.AsNoTracking().Select(t => t.ReferenceId + t.Payload + t.Properties).ToListAsync());

        Assert.All(rows, r => Assert.DoesNotContain(tokens.RefreshToken!, r));
        Assert.All(rows, r => Assert.DoesNotContain(next.RefreshToken!, r));
    }

    [Fact]
    public async Task LostAnswer_IsFoundAgainAfterTheKeyWasReplaced()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        var lost = await flow.RefreshAsync(tokens.RefreshToken);
        await own.InScopeAsync(s => s.GetRequiredService<KeyStore>().ReplaceAsync(KeyPurpose.RefreshSuccessor, soon: true, CancellationToken.None));
        own.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(lost.RefreshToken, (await flow.RefreshAsync(tokens.RefreshToken)).RefreshToken);
    }

    [Fact]
    public async Task Refreshing_EndsAtTheAbsoluteEndHoweverOften()
    {
        await using var own = await IdentityService.StartOwnAsync(("Tokens:RefreshTokenAbsoluteLifetime", "40.00:00:00"));
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        own.Clock.Advance(TimeSpan.FromDays(25));
        var second = await flow.RefreshAsync(tokens.RefreshToken);
        own.Clock.Advance(TimeSpan.FromDays(14));
        var third = await flow.RefreshAsync(second.RefreshToken);
        Assert.Equal("200", third.Outcome);
        own.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(third.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Introspection_OfAnExchangedTokenSaysItIsNotActiveAndHarmsNothing()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var (flow, tokens) = await StartAsync(own, TestClients.Web);
        var next = await flow.RefreshAsync(tokens.RefreshToken);
        own.Clock.Advance(TimeSpan.FromMinutes(1));

        var reply = await own.PostAsync("/connect/introspect", TestClients.Web, ("token", tokens.RefreshToken));

        Assert.Equal("""{"active":false}""", reply.Text);
        Assert.Equal("200", (await flow.RefreshAsync(next.RefreshToken)).Outcome);
    }

    private static async Task<(CodeFlow Flow, Reply Tokens)> StartAsync(IdentityService service, TestClient client)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, client);
        return (flow, await flow.TokensAsync(browser));
    }

    private static async Task<int> RefreshRowsAsync(IdentityService service, Reply tokens)
    {
        var (_, claims) = await TokenReader.ReadAsync(service, tokens.IdToken);
        var subject = claims["sub"]!.ToString();
        return await service.InDatabaseAsync(db => db.Tokens.CountAsync(t => t.Subject == subject && t.Type!.EndsWith("refresh_token")));
    }
}
