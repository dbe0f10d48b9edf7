using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc9700;

/// <summary>A confidential client that keeps its refresh token (section 4.14.2 asks for rotation of public clients), and lifetimes of one client.</summary>
public sealed class SteadyClientTests
{
    [Fact]
    public async Task RefreshToken_StaysTheSameSlidesAndEndsOneDay()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Steady);
        var first = await flow.TokensAsync(browser);

        foreach (var hours in new[] { 7, 7, 5 })
        {
            service.Clock.Advance(TimeSpan.FromHours(hours));
            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => flow.RefreshAsync(first.RefreshToken)));
            Assert.All(answers, a => Assert.Equal(("200", first.RefreshToken), (a.Outcome, a.RefreshToken)));
        }

        Assert.Equal(1, await service.InDatabaseAsync(db => db.Tokens.CountAsync(t => t.Type == "urn:ietf:params:oauth:token-type:refresh_token")));
        service.Clock.Advance(TimeSpan.FromHours(1.1));
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(first.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task RefreshToken_ThatWaitsTooLongExpires()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Steady);
        var tokens = await flow.TokensAsync(browser);
        service.Clock.Advance(TimeSpan.FromHours(8.1));

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task RefreshToken_EndsWithItsSession()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Steady);
        var tokens = await flow.TokensAsync(browser);
        await flow.RefreshAsync(tokens.RefreshToken);

        await browser.SubmitAsync("/sign-out");

        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task Lifetimes_AreTheClientsOwn()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var tokens = await new CodeFlow(service, TestClients.Steady).TokensAsync(browser);

        var access = (await TokenReader.ReadAsync(service, tokens.AccessToken)).Payload;
        var id = (await TokenReader.ReadAsync(service, tokens.IdToken)).Payload;
        Assert.Equal(300, tokens.Json["expires_in"]!.GetValue<int>());
        Assert.Equal((300L, 120L), (access["exp"]!.GetValue<long>() - access["iat"]!.GetValue<long>(), id["exp"]!.GetValue<long>() - id["iat"]!.GetValue<long>()));
    }
}
