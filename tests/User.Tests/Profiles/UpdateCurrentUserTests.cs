using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests.Profiles;

public sealed class UpdateCurrentUserTests(UserService service)
{
    [Fact]
    public async Task UpdateCurrentUser_MoreThanThirtyAMinuteAreRefusedToThatPersonAlone()
    {
        var (_, client) = service.SomebodyNew();
        var (_, other) = service.SomebodyNew();

        // A place comes back every two seconds, so that a slow machine needs a few more than thirty.
        var refused = await ChangeAsync(client);
        for (var i = 0; i < 100 && refused.StatusCode == HttpStatusCode.OK; i++)
            refused = await ChangeAsync(client);
        using var untouched = await ChangeAsync(other);

        Assert.Equal("429 application/problem+json rate_limited", await refused.ProblemAsync());
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);

        static Task<HttpResponseMessage> ChangeAsync(HttpClient person) => person.PatchJsonAsync("/v1/users/me", """{"jobTitle":"Director"}""", "*");
    }

    [Fact]
    public async Task UpdateCurrentUser_ClaimsChangeAtIdentityAndInTheCopy()
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");

        using var response = await client.PatchJsonAsync(
            "/v1/users/me", """{"name":" Анна Петрова ","familyName":"Петрова","givenName":null,"jobTitle":"Бухгалтер"}""", read.ETag());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.ETag());
        var body = await response.JsonAsync();
        Assert.Equal(
            ("Анна Петрова", "Петрова", null, "Бухгалтер", "ru"),
            (body.Text("name"), body.Text("familyName"), body.Text("givenName"), body.Text("jobTitle"), body.Text("locale")));
        Assert.Equal(
            ("Анна Петрова", "Петрова", null, "ru", "5"),
            (service.Identity.Claim(id, "name"), service.Identity.Claim(id, "familyName"), service.Identity.Claim(id, "givenName"),
                service.Identity.Claim(id, "locale"), service.Identity.Claim(id, "version")));
        var stored = (await service.StoredProfileAsync(id))!;
        Assert.Equal(("Анна Петрова", "Бухгалтер", 5, 2), (stored.Name, stored.JobTitle, stored.AccountVersion, stored.Version));
    }

    [Fact]
    public async Task UpdateCurrentUser_JobTitleAloneDoesNotTouchTheAccount()
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");

        using var response = await client.PatchJsonAsync("/v1/users/me", new { jobTitle = "Юрист" }, read.ETag());
        using var cleared = await client.PatchJsonAsync("/v1/users/me", """{"jobTitle":null}""", response.ETag());

        Assert.Equal(("Юрист", "\"2\""), ((await response.JsonAsync()).Text("jobTitle"), response.ETag()));
        Assert.Equal((null, "\"3\""), ((await cleared.JsonAsync()).Text("jobTitle"), cleared.ETag()));
        Assert.Equal("4", service.Identity.Claim(id, "version"));
        Assert.Null((await service.StoredProfileAsync(id))!.JobTitle);
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":" ","jobTitle":"A\u0007"}""", "jobTitle name")]
    [InlineData("""{"locale":"русский"}""", "locale")]
    [InlineData("""{"zoneinfo":"../etc/passwd"}""", "zoneinfo")]
    [InlineData("""{"email":"b@example.com","id":"x"}""", "email id")]
    [InlineData("""{"jobTitle":1}""", "jobTitle")]
    [InlineData("""{"zoneinfo":"Mars/Base","jobTitle":"Pilot"}""", "zoneinfo")]
    public async Task UpdateCurrentUser_WrongFieldsAreNamedAndNothingChanges(string patch, string fields)
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");

        using var response = await client.PatchJsonAsync("/v1/users/me", patch, read.ETag());

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
        Assert.Equal("4", service.Identity.Claim(id, "version"));
        var stored = (await service.StoredProfileAsync(id))!;
        Assert.Equal((1, null), (stored.Version, stored.JobTitle));
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"9\"", "412 application/problem+json precondition_failed")]
    public async Task UpdateCurrentUser_WithoutTheCurrentVersionNothingChanges(string? ifMatch, string problem)
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");

        using var response = await client.PatchJsonAsync("/v1/users/me", new { name = "B" }, ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.Equal("Анна Иванова", service.Identity.Claim(id, "name"));
    }

    [Fact]
    public async Task UpdateCurrentUser_AccountThatChangedMeanwhileIsNotOverwritten()
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");
        service.Identity.Change(id, "name", "Анна Сидорова");

        using var response = await client.PatchJsonAsync("/v1/users/me", new { name = "Анна Петрова", jobTitle = "Юрист" }, read.ETag());
        using var reread = await client.GetAsync("/v1/users/me");

        Assert.Equal("412 application/problem+json precondition_failed", await response.ProblemAsync());
        Assert.Equal("Анна Сидорова", service.Identity.Claim(id, "name"));
        Assert.Equal("Анна Сидорова", (await reread.JsonAsync()).Text("name"));
        Assert.Null((await service.StoredProfileAsync(id))!.JobTitle);
    }

    [Fact]
    public async Task UpdateCurrentUser_OfParallelEditsOfOneVersionOneWins()
    {
        var (id, client) = service.SomebodyNew();
        using var read = await client.GetAsync("/v1/users/me");

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => client.PatchJsonAsync("/v1/users/me", new { name = $"Name {i}" }, read.ETag())));

        var winner = Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.All(responses.Except([winner]), r => Assert.Equal(HttpStatusCode.PreconditionFailed, r.StatusCode));
        var name = (await winner.JsonAsync()).Text("name");
        Assert.Equal((name, name), (service.Identity.Claim(id, "name"), (await service.StoredProfileAsync(id))!.Name));
    }
}
