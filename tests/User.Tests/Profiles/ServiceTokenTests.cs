using System.Net;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Profiles;

/// <summary>The service's own token: one is asked for and kept.</summary>
public sealed class ServiceTokenTests
{
    [Fact]
    public async Task ServiceToken_ParallelCallsShareOne()
    {
        await using var service = await UserService.StartAloneAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.SomebodyNew().Client.GetAsync("/v1/users/me")));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        Assert.Equal(1, service.Identity.TokenCalls);
    }

    [Fact]
    public async Task ServiceToken_IsReplacedShortlyBeforeItExpires()
    {
        await using var service = await UserService.StartAloneAsync();
        using var first = await service.SomebodyNew().Client.GetAsync("/v1/users/me");
        service.Clock.Advance(TimeSpan.FromSeconds(830));
        using var second = await service.SomebodyNew().Client.GetAsync("/v1/users/me");
        var before = service.Identity.TokenCalls;
        service.Clock.Advance(TimeSpan.FromSeconds(20));

        using var third = await service.SomebodyNew().Client.GetAsync("/v1/users/me");

        Assert.Equal((1, 2), (before, service.Identity.TokenCalls));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task ServiceToken_RefusedOneIsReplacedOnce()
    {
        await using var service = await UserService.StartAloneAsync();
        using var first = await service.SomebodyNew().Client.GetAsync("/v1/users/me");
        service.Identity.RevokeTokens();

        using var second = await service.SomebodyNew().Client.GetAsync("/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, service.Identity.TokenCalls);
    }
}
