using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using SaasPlatform.UserApi.Data;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Profiles;

/// <summary>The copy follows what identity announces: once, in order, and only from identity.</summary>
public sealed class AccountEventsTests(UserService service)
{
    private const string Path = "/internal/v1/events";
    private const string Scope = "internal.user-events";

    private readonly Guid _account = Guid.CreateVersion7();

    [Fact]
    public async Task Registered_MakesTheProfile()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("account.registered", 1, Account(1, "Анна")));

        var profile = (await service.StoredProfileAsync(_account))!;
        Assert.Equal(
            ("anna@example.com", true, "Анна", "Анна", null, "ru", "Europe/Moscow", "+79161234567", null, 1, 1),
            (profile.Email, profile.EmailVerified, profile.Name, profile.GivenName, profile.FamilyName, profile.Locale, profile.Zoneinfo, profile.PhoneNumber, profile.Picture, profile.AccountVersion, profile.Version));
        // Identity's stand-in knows no such person: what is shown is what was announced.
        using var read = await service.SignedIn(_account).GetAsync("/v1/users/me");
        Assert.Equal("Анна", (await read.JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task Changed_ReplacesTheCopy_AndNothingElse()
    {
        await SendAsync("account.registered", 1, Account(1, "Анна"));
        using var mine = await service.SignedIn(_account).PatchJsonAsync("/v1/users/me", """{"jobTitle":"Инженер"}""", "\"1\"");
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);

        await SendAsync("account.changed", 2, Account(2, "Анна Вторая"));

        var profile = (await service.StoredProfileAsync(_account))!;
        Assert.Equal(("Анна Вторая", "Инженер", 2, 3), (profile.Name, profile.JobTitle, profile.AccountVersion, profile.Version));
    }

    [Fact]
    public async Task EventThatCameBefore_OrWasOvertaken_ChangesNothing()
    {
        await SendAsync("account.changed", 3, Account(3, "Third"));

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("account.changed", 3, Account(9, "Twice")));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("account.registered", 1, Account(1, "First")));

        var profile = (await service.StoredProfileAsync(_account))!;
        Assert.Equal(("Third", 3, 1), (profile.Name, profile.AccountVersion, profile.Version));
        Assert.Equal(3, await AppliedVersionAsync());
    }

    [Fact]
    public async Task EventOfAnOlderAccountThanTheCopy_IsTakenNoteOfAlone()
    {
        service.Identity.Add(_account);
        using var read = await service.SignedIn(_account).GetAsync("/v1/users/me");
        Assert.Equal(4, (await service.StoredProfileAsync(_account))!.AccountVersion);

        await SendAsync("account.changed", 1, Account(3, "Older"));

        Assert.Equal(("Анна Иванова", 4), ((await service.StoredProfileAsync(_account))!.Name, (await service.StoredProfileAsync(_account))!.AccountVersion));
        Assert.Equal(1, await AppliedVersionAsync());
    }

    [Fact]
    public async Task Deleted_TakesEverythingOfThePerson_AndWhatComesLateBringsNothingBack()
    {
        await SendAsync("account.registered", 1, Account(1, "Анна"));
        using var stored = await service.SignedIn(_account).PatchJsonAsync("/v1/users/me/preferences", """{"theme":"dark"}""", "\"0\"");
        Assert.NotNull(await service.StoredPreferencesAsync(_account));

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("account.deleted", 3, new JsonObject { ["id"] = _account }));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync("account.changed", 2, Account(2, "Late")));

        Assert.Null(await service.StoredProfileAsync(_account));
        Assert.Null(await service.StoredPreferencesAsync(_account));
    }

    [Fact]
    public async Task SameEvent_DeliveredManyTimesAtOnce_IsAppliedOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync("account.registered", 1, Account(1, "Анна"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a));
        Assert.Equal(1, (await service.StoredProfileAsync(_account))!.Version);
    }

    public static TheoryData<string> Callers => [.. RefusedCaller.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task RefusedCaller_LearnsWhy(string callerName)
    {
        var caller = RefusedCaller.All.Single(c => c.Name == callerName);

        using var response = await caller.CallAsync(service.Api, HttpMethod.Post, Path, Scope);

        Assert.Equal((caller.Status, caller.ChallengeOf(service.Api, Scope)), ((int)response.StatusCode, response.Challenge()));
    }

    [Theory]
    [InlineData("no signature")]
    [InlineData("another secret")]
    [InlineData("another body")]
    [InlineData("another id")]
    [InlineData("too old")]
    [InlineData("too new")]
    [InlineData("no time")]
    public async Task WrongSignature_IsRefused(string wrong)
    {
        using var request = Request("account.registered", 1, Account(1, "Анна"), wrong switch
        {
            "too old" => TimeSpan.FromMinutes(-6),
            "too new" => TimeSpan.FromMinutes(6),
            _ => TimeSpan.Zero,
        });
        switch (wrong)
        {
            case "no signature":
                request.Headers.Remove("webhook-signature");
                break;
            case "another secret":
                Replace("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v1a,x");
                break;
            case "another body":
                request.Content = new StringContent("{}");
                break;
            case "another id":
                Replace("webhook-id", Guid.NewGuid().ToString());
                break;
            case "no time":
                Replace("webhook-timestamp", "now");
                break;
        }

        using var response = await Sender().SendAsync(request);

        Assert.Equal("401 application/problem+json signature_invalid", await response.ProblemAsync());
        Assert.Null(await service.StoredProfileAsync(_account));

        void Replace(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }
    }

    [Theory]
    [InlineData("nonsense", "400 application/problem+json malformed_event")]
    [InlineData("{}", "400 application/problem+json malformed_event")]
    [InlineData("""{"type":"account.changed","timestamp":"2026-01-01T00:00:00Z","aggregate":"account:1","version":1,"data":{"id":"x"}}""", "400 application/problem+json malformed_event")]
    [InlineData("""{"type":"account.changed","timestamp":"2026-01-01T00:00:00Z","aggregate":"account:1","version":1,"data":{"name":"x"}}""", "400 application/problem+json malformed_event")]
    [InlineData("""{"type":"account.married","timestamp":"2026-01-01T00:00:00Z","aggregate":"account:1","version":1,"data":{}}""", "422 application/problem+json unknown_event_type")]
    public async Task BodyThatIsNoEventOfOurs_IsRefused(string body, string problem)
    {
        using var request = Signed(body, TimeSpan.Zero);

        using var response = await Sender().SendAsync(request);

        Assert.Equal(problem, await response.ProblemAsync());
    }

    private async Task<HttpStatusCode> SendAsync(string type, long version, JsonObject data)
    {
        using var request = Request(type, version, data, TimeSpan.Zero);
        using var response = await Sender().SendAsync(request);
        return response.StatusCode;
    }

    private HttpClient Sender() => service.Api.AsClient("identity_service", Scope);

    private HttpRequestMessage Request(string type, long version, JsonObject data, TimeSpan shift) => Signed(
        new JsonObject { ["type"] = type, ["timestamp"] = "2026-11-22T10:00:00Z", ["aggregate"] = $"account:{_account}", ["version"] = version, ["data"] = data }.ToJsonString(), shift);

    private HttpRequestMessage Signed(string body, TimeSpan shift)
    {
        Assert.True(WebhookSecret.TryParse(UserService.EventSecret, out var secret));
        var id = Guid.NewGuid().ToString();
        var time = (service.Clock.GetUtcNow() + shift).ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", "v1,old " + secret.Sign(id, time, Encoding.UTF8.GetBytes(body)));
        return request;
    }

    private JsonObject Account(int version, string name) => new()
    {
        ["id"] = _account,
        ["email"] = "anna@example.com",
        ["emailVerified"] = true,
        ["name"] = name,
        ["givenName"] = "Анна",
        ["familyName"] = null,
        ["locale"] = "ru",
        ["zoneinfo"] = "Europe/Moscow",
        ["phoneNumber"] = "+79161234567",
        ["picture"] = null,
        ["version"] = version,
        ["later"] = "a member that this version does not know",
    };

    private Task<long> AppliedVersionAsync() => service.Api.InDatabaseAsync<UserDb, long>(
        db => db.Set<ReceivedVersion>().Where(r => r.Aggregate == $"account:{_account}").Select(r => r.Version).SingleAsync());
}
