using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

public sealed class RefreshTests(IdentityService service)
{
    [Fact]
    public async Task Refresh_BringsNewTokensOfTheSameSession()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var first = await flow.TokensAsync(browser);

        var second = await flow.RefreshAsync(first.RefreshToken);

        Assert.Equal("200", second.Outcome);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        var (_, before) = await TokenReader.ReadAsync(service, first.IdToken);
        var (_, after) = await TokenReader.ReadAsync(service, second.IdToken);
        Assert.Equal(
            (before["sub"]!.ToString(), before["sid"]!.ToString(), before["auth_time"]!.ToString(), before["email"]!.ToString()),
            (after["sub"]!.ToString(), after["sid"]!.ToString(), after["auth_time"]!.ToString(), after["email"]!.ToString()));
    }

    [Fact]
    public async Task Refresh_ReadsTheAccountAnew()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        await service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Name, "Anna Sidorova")));

        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);

        var (_, id) = await TokenReader.ReadAsync(service, refreshed.IdToken);
        Assert.Equal("Anna Sidorova", id["name"]!.ToString());
    }

    [Fact]
    public async Task Refresh_OfFewerScopesNarrowsThisTokenOnly()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        var narrow = await flow.RefreshAsync(tokens.RefreshToken, "openid companies.read");
        var wide = await flow.RefreshAsync(narrow.RefreshToken);

        var (_, narrowed) = await TokenReader.ReadAsync(service, narrow.AccessToken);
        Assert.Equal(("http://localhost:8001", "openid companies.read"), (narrowed["aud"]!.ToString(), narrowed["scope"]!.ToString()));
        var (_, whole) = await TokenReader.ReadAsync(service, wide.AccessToken);
        Assert.Equal(TestClients.Web.Scope, whole["scope"]!.ToString());
    }

    [Theory]
    [InlineData("http://localhost:8001", null, "200")]
    [InlineData("http://localhost:8001/", "openid companies.read", "200")]
    [InlineData("http://localhost:8001", "openid users.read", "400 invalid_target")]
    [InlineData("http://localhost:8002", null, "400 invalid_target")]
    [InlineData("http://localhost:8003", null, "400 invalid_target")]
    public async Task Refresh_ForAResourceNeedsThatItWasGranted(string resource, string? scope, string outcome)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("resource", "http://localhost:8001")));

        var reply = await service.PostAsync(
            "/connect/token", TestClients.Web, ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken), ("scope", scope), ("resource", resource));

        Assert.Equal(outcome, reply.Outcome);
    }

    [Fact]
    public async Task Refresh_OfMoreScopesIsRefused()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        var reply = await flow.RefreshAsync(tokens.RefreshToken, "openid companies.write");

        Assert.Equal("400 invalid_grant", reply.Outcome);
        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Theory]
    [InlineData(29, "200")]
    [InlineData(31, "400 invalid_grant")]
    public async Task Refresh_Within30Days(int days, string outcome)
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var flow = new CodeFlow(own, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        own.Clock.Advance(TimeSpan.FromDays(days));

        Assert.Equal(outcome, (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Refresh_OfAnotherClientIsRefused()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var reply = await new CodeFlow(service, TestClients.Shop).RefreshAsync(tokens.RefreshToken);

        Assert.Equal("400 invalid_grant", reply.Outcome);
    }

    [Fact]
    public async Task Refresh_OfADeletedAccountIsRefused()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        await service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteDeleteAsync());

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Refresh_DropsAScopeThatTheClientNoLongerHolds()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var flow = new CodeFlow(own, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var web = TestClients.All.Single(c => c.ClientId == TestClients.Web.Id);
        await own.ApplyAsync(web with { Scopes = [.. web.Scopes.Except(["companies.read"])] });

        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);

        var (_, claims) = await TokenReader.ReadAsync(own, refreshed.AccessToken);
        Assert.Equal("openid profile email offline_access users.read", claims["scope"]!.ToString());
        Assert.Equal("http://localhost:8002", claims["aud"]!.ToString());
    }
}
