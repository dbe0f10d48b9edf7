using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Profiles;

public sealed class GetCurrentUserTests(UserService service)
{
    [Fact]
    public async Task GetCurrentUser_FirstReadMakesTheProfileFromTheAccount()
    {
        var (id, client) = service.SomebodyNew();

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        var body = await response.JsonAsync();
        Assert.EndsWith("Z", body.Text("createdAt"), StringComparison.Ordinal);
        body.Remove("createdAt");
        body.Remove("updatedAt");
        Assert.Equal(
            new JsonObject
            {
                ["id"] = id,
                ["email"] = "anna@example.com",
                ["emailVerified"] = true,
                ["name"] = "Анна Иванова",
                ["givenName"] = "Анна",
                ["familyName"] = "Иванова",
                ["locale"] = "ru",
                ["zoneinfo"] = null,
                ["phoneNumber"] = "+79161234567",
                ["picture"] = null,
                ["jobTitle"] = null,
            }.ToJsonString(),
            body.ToJsonString());
        Assert.Equal(4, (await service.StoredProfileAsync(id))!.AccountVersion);
    }

    [Fact]
    public async Task GetCurrentUser_ParallelFirstReadsMakeOneProfile()
    {
        var (id, client) = service.SomebodyNew();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetAsync("/v1/users/me")));

        Assert.All(responses, r => Assert.Equal((HttpStatusCode.OK, "\"1\""), (r.StatusCode, r.ETag())));
        Assert.Equal(1, (await service.StoredProfileAsync(id))!.Version);
    }

    [Fact]
    public async Task GetCurrentUser_KnownVersionIsNotSentAgain()
    {
        var (_, client) = service.SomebodyNew();
        using var first = await client.GetAsync("/v1/users/me");

        using var response = await client.GetAsync("/v1/users/me", first.ETag());

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task GetCurrentUser_AccountThatIdentityDoesNotKnowIsNotFound()
    {
        using var client = service.SignedIn(Guid.CreateVersion7());

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }

    [Fact]
    public async Task GetCurrentUser_CopyIsFetchedAgainAfterAMinute()
    {
        await using var alone = await UserService.StartAloneAsync();
        var (id, client) = alone.SomebodyNew();
        using var first = await client.GetAsync("/v1/users/me");
        alone.Identity.Change(id, "name", "Анна Петрова");

        using var young = await client.GetAsync("/v1/users/me");
        alone.Clock.Advance(TimeSpan.FromSeconds(61));
        using var old = await client.GetAsync("/v1/users/me");

        Assert.Equal("Анна Иванова", (await young.JsonAsync()).Text("name"));
        Assert.Equal("Анна Петрова", (await old.JsonAsync()).Text("name"));
        Assert.Equal("\"2\"", old.ETag());
        Assert.Equal(2, alone.Identity.AccountCalls);
        Assert.Equal(5, (await alone.StoredProfileAsync(id))!.AccountVersion);
    }

    [Fact]
    public async Task GetCurrentUser_CopyThatIsStillRightKeepsItsVersion()
    {
        await using var alone = await UserService.StartAloneAsync();
        var (id, client) = alone.SomebodyNew();
        using var first = await client.GetAsync("/v1/users/me");
        alone.Clock.Advance(TimeSpan.FromSeconds(61));

        using var again = await client.GetAsync("/v1/users/me");
        using var young = await client.GetAsync("/v1/users/me");

        Assert.Equal(first.ETag(), again.ETag());
        Assert.Equal(2, alone.Identity.AccountCalls);
        Assert.True((await alone.StoredProfileAsync(id))!.RefreshedAt > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task GetCurrentUser_DeletedAccountIsNotFoundOnceTheCopyIsOld()
    {
        await using var alone = await UserService.StartAloneAsync();
        var (id, client) = alone.SomebodyNew();
        using var first = await client.GetAsync("/v1/users/me");
        alone.Identity.Remove(id);
        alone.Clock.Advance(TimeSpan.FromSeconds(61));

        using var response = await client.GetAsync("/v1/users/me");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
