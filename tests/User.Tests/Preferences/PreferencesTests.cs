using System.Net;
using SaasPlatform.Testing;
using SaasPlatform.UserApi.Preferences;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Preferences;

public sealed class PreferencesTests(UserService service)
{
    private const string Path = "/v1/users/me/preferences";
    private const string Defaults = """{"theme":"system","weekStartsOn":"monday","emailNotifications":true,"productNews":false}""";

    [Fact]
    public async Task GetPreferences_NothingStoredGivesTheDefaults()
    {
        var (id, client) = service.SomebodyNew();

        using var response = await client.GetAsync(Path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"0\"", response.ETag());
        Assert.Equal(Defaults, await response.Content.ReadAsStringAsync());
        Assert.Null(await service.StoredPreferencesAsync(id));
    }

    [Fact]
    public async Task UpdatePreferences_PresentMembersChangeAndAbsentOnesStay()
    {
        var (id, client) = service.SomebodyNew();

        using var first = await client.PatchJsonAsync(Path, """{"theme":"dark","productNews":true}""", "\"0\"");
        using var second = await client.PatchJsonAsync(Path, """{"weekStartsOn":"sunday"}""", first.ETag());
        using var read = await client.GetAsync(Path, second.ETag());

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (first.StatusCode, first.ETag()));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (second.StatusCode, second.ETag()));
        Assert.Equal(
            """{"theme":"dark","weekStartsOn":"sunday","emailNotifications":true,"productNews":true}""",
            await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, read.StatusCode);
        var stored = (await service.StoredPreferencesAsync(id))!;
        Assert.Equal((Theme.Dark, WeekStart.Sunday, true, true), (stored.Theme, stored.WeekStartsOn, stored.EmailNotifications, stored.ProductNews));
    }

    [Theory]
    [InlineData("""{"theme":"blue"}""", "theme")]
    [InlineData("""{"theme":"light,dark"}""", "theme")]
    [InlineData("""{"theme":"Dark"}""", "theme")]
    [InlineData("""{"theme":1,"weekStartsOn":null}""", "theme weekStartsOn")]
    [InlineData("""{"emailNotifications":"yes","sound":true}""", "emailNotifications sound")]
    public async Task UpdatePreferences_WrongFieldsAreNamedAndNothingChanges(string patch, string fields)
    {
        var (id, client) = service.SomebodyNew();

        using var response = await client.PatchJsonAsync(Path, patch, "\"0\"");

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
        Assert.Null(await service.StoredPreferencesAsync(id));
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"1\"", "412 application/problem+json precondition_failed")]
    public async Task UpdatePreferences_WithoutTheCurrentVersionNothingChanges(string? ifMatch, string problem)
    {
        var (id, client) = service.SomebodyNew();

        using var response = await client.PatchJsonAsync(Path, """{"theme":"dark"}""", ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.Null(await service.StoredPreferencesAsync(id));
    }

    [Fact]
    public async Task UpdatePreferences_OfParallelFirstChangesOneWins()
    {
        var (id, client) = service.SomebodyNew();
        string[] themes = ["light", "dark", "light", "dark"];

        var responses = await Task.WhenAll(themes.Select(theme => client.PatchJsonAsync(Path, new { theme }, "\"0\"")));

        Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, responses.Count(r => r.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(1, (await service.StoredPreferencesAsync(id))!.Version);
    }

    [Fact]
    public async Task Preferences_OfSomebodyElseAreNeverTouched()
    {
        var (_, client) = service.SomebodyNew();
        var (otherId, other) = service.SomebodyNew();
        using var changed = await client.PatchJsonAsync(Path, """{"theme":"dark"}""", "\"0\"");

        using var response = await other.GetAsync(Path);

        Assert.Equal(Defaults, await response.Content.ReadAsStringAsync());
        Assert.Null(await service.StoredPreferencesAsync(otherId));
    }
}
