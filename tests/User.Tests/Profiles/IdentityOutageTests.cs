using System.Net;
using Microsoft.AspNetCore.Http;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Profiles;

/// <summary>What a person sees while identity is slow, down, confused or gone.</summary>
public sealed class IdentityOutageTests
{
    public static TheoryData<string> Misbehaviours => ["503", "401", "garbage", "no account", "cut off", "slow"];

    [Fact]
    public async Task GetCurrentUser_LimitReachedByOthersDoesNotCloseTheWay()
    {
        await using var service = await UserService.StartAloneAsync();
        service.Identity.Interfere = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.FromResult(true);
        };
        for (var i = 0; i < 15; i++)
        {
            using var refused = await service.SomebodyNew().Client.GetAsync("/v1/users/me");
            Assert.Equal("503 application/problem+json identity_unavailable", await refused.ProblemAsync());
        }

        service.Identity.Interfere = null;
        using var response = await service.SomebodyNew().Client.GetAsync("/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public async Task GetCurrentUser_OldCopyIsShownWhileIdentityFails(string misbehaviour)
    {
        await using var service = await StartAsync(misbehaviour);
        var (_, client) = service.SomebodyNew();
        using var first = await client.GetAsync("/v1/users/me");
        service.Identity.Interfere = context => MisbehaveAsync(context, misbehaviour);
        service.Clock.Advance(TimeSpan.FromMinutes(5));

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal((HttpStatusCode.OK, first.ETag()), (response.StatusCode, response.ETag()));
        Assert.Equal("Анна Иванова", (await response.JsonAsync()).Text("name"));
    }

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public async Task GetCurrentUser_FirstReadIsPutOffWhileIdentityFails(string misbehaviour)
    {
        await using var service = await StartAsync(misbehaviour);
        var (id, client) = service.SomebodyNew();
        service.Identity.Interfere = context => MisbehaveAsync(context, misbehaviour);

        using var response = await client.GetAsync("/v1/users/me");
        service.Identity.Interfere = null;

        Assert.Equal("503 application/problem+json identity_unavailable", await response.ProblemAsync());
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.Null(await service.StoredProfileAsync(id));
    }

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public async Task UpdateCurrentUser_ChangeIsRefusedWhileIdentityFails(string misbehaviour)
    {
        await using var service = await StartAsync(misbehaviour);
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");
        var calls = service.Identity.AccountCalls;
        service.Identity.Interfere = context => MisbehaveAsync(context, misbehaviour);

        using var response = await client.PatchJsonAsync("/v1/users/me", new { name = "Анна Петрова", jobTitle = "Юрист" }, read.ETag());

        Assert.Equal("503 application/problem+json identity_unavailable", await response.ProblemAsync());
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        // A change is never sent twice; only 401, which changes nothing, is answered with a new token.
        Assert.Equal(misbehaviour == "401" ? 2 : 1, service.Identity.AccountCalls - calls);
        Assert.Equal("Анна Иванова", service.Identity.Claim(id, "name"));
        var stored = (await service.StoredProfileAsync(id))!;
        Assert.Equal(("Анна Иванова", null, 1), (stored.Name, stored.JobTitle, stored.Version));
    }

    [Fact]
    public async Task UpdateCurrentUser_JobTitleChangesWhileIdentityIsDown()
    {
        await using var service = await UserService.StartAloneAsync();
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");
        service.Identity.Interfere = context => MisbehaveAsync(context, "503");

        using var response = await client.PatchJsonAsync("/v1/users/me", new { jobTitle = "Юрист" }, read.ETag());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Юрист", (await service.StoredProfileAsync(id))!.JobTitle);
    }

    [Fact]
    public async Task GetCurrentUser_ReadIsTriedAgainAfterAPassingFailure()
    {
        await using var service = await UserService.StartAloneAsync();
        var (_, client) = service.SomebodyNew();
        service.Identity.Interfere = async context => service.Identity.AccountCalls == 1 && await MisbehaveAsync(context, "503");

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, service.Identity.AccountCalls);
    }

    [Fact]
    public async Task GetCurrentUser_AfterManyFailuresIdentityIsLeftAlone()
    {
        await using var service = await UserService.StartAloneAsync();
        var (_, client) = service.SomebodyNew();
        service.Identity.Interfere = context => MisbehaveAsync(context, "503");
        for (var i = 0; i < 4; i++)
            (await client.GetAsync("/v1/users/me")).Dispose();
        var calls = service.Identity.AccountCalls;

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal("503 application/problem+json identity_unavailable", await response.ProblemAsync());
        Assert.Equal(calls, service.Identity.AccountCalls);
    }

    /// <summary>Only the slow server needs a short patience; the others answer, however badly.</summary>
    private static Task<UserService> StartAsync(string misbehaviour) => UserService.StartAloneAsync(misbehaviour == "slow" ? 1_000 : 20_000);

    private static async Task<bool> MisbehaveAsync(HttpContext context, string how)
    {
        switch (how)
        {
            case "503":
                context.Response.StatusCode = 503;
                break;
            case "401":
                context.Response.StatusCode = 401;
                break;
            case "garbage":
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("<html>");
                break;
            case "no account":
                await context.Response.WriteAsJsonAsync(new { id = 5 });
                break;
            case "cut off":
                context.Response.ContentLength = 1_000;
                await context.Response.WriteAsync("{\"id\":");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "slow":
                var gone = new TaskCompletionSource();
                await using (context.RequestAborted.Register(gone.SetResult))
                    await gone.Task;
                break;
        }

        return true;
    }
}
