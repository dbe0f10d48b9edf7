using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Protocol;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

/// <summary>The account API between services.</summary>
public sealed class AccountApiTests(IdentityService service)
{
    private static string Path(Account account) => $"/internal/v1/accounts/{account.Id}";

    private async Task<string?> ServiceTokenAsync(string? assertion = null, string scope = "internal.accounts")
    {
        var reply = await service.PostAsync(
            "/connect/token", null, ("grant_type", "client_credentials"), ("scope", scope),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion ?? TestClients.Assertion(service.Clock.GetUtcNow())));
        return reply.AccessToken ?? reply.Outcome;
    }

    private HttpClient With(string? token)
    {
        var http = service.Client();
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    [Fact]
    public async Task Service_ReadsAnAccount()
    {
        var account = await service.AccountAsync(a => (a.GivenName, a.Locale) = ("Anna", "ru"));
        using var http = With(await ServiceTokenAsync());

        using var response = await http.GetAsync(Path(account));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        var body = await response.JsonAsync();
        Assert.Equal(
            [
                "address", "birthdate", "email", "emailVerified", "familyName", "gender", "givenName", "id", "locale", "middleName", "name", "nickname", "phoneNumber",
                "phoneNumberVerified", "picture", "preferredUsername", "profile", "updatedAt", "version", "website", "zoneinfo",
            ],
            body.Select(m => m.Key).Order());
        Assert.Equal((account.Id.ToString(), account.Email, "Anna", "ru", null), (body.Text("id"), body.Text("email"), body.Text("givenName"), body.Text("locale"), body.Text("zoneinfo")));
        Assert.EndsWith("Z", body.Text("updatedAt"));
        using var known = await http.GetAsync(Path(account), ifNoneMatch: "\"1\"");
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Theory]
    [InlineData("birthdate", "1990-02-30", false)]
    [InlineData("birthdate", "1990", true)]
    [InlineData("birthdate", "0000-02-29", true)]
    [InlineData("website", "javascript:alert(1)", false)]
    [InlineData("profile", "https://a.example/anna", true)]
    [InlineData("nickname", "   ", false)]
    public async Task Service_ChangesOnlyToWhatAClaimCanBe(string member, string value, bool isTaken)
    {
        var account = await service.AccountAsync();
        using var http = With(await ServiceTokenAsync());

        using var response = await http.PatchJsonAsync(Path(account), $$$"""{"{{{member}}}":"{{{value}}}","address":{"locality":"Казань"}}""", "\"1\"");

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        var stored = await service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.Equal(isTaken ? "Казань" : null, stored.Address?.Locality);
    }

    [Fact]
    public async Task Service_ChangesClaims()
    {
        var account = await service.AccountAsync(a => a.GivenName = "Anna");
        using var http = With(await ServiceTokenAsync());

        using var response = await http.PatchJsonAsync(Path(account), """{"name":"Анна","givenName":null,"zoneinfo":"Europe/Moscow","locale":"ru-RU"}""", "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (response.StatusCode, response.ETag()));
        var stored = await service.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.Equal(("Анна", null, "Europe/Moscow", "ru-RU", 2), (stored.Name, stored.GivenName, stored.ZoneInfo, stored.Locale, stored.Version));
    }

    [Fact]
    public async Task Change_OfNothingKeepsTheVersion()
    {
        var account = await service.AccountAsync();
        using var http = With(await ServiceTokenAsync());

        using var response = await http.PatchJsonAsync(Path(account), "{}", "\"1\"");

        Assert.Equal("\"1\"", response.ETag());
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"locale":"russian"}""", "locale")]
    [InlineData("""{"locale":"ru\n"}""", "locale")]
    [InlineData("""{"zoneinfo":"Mars/Olympus"}""", "zoneinfo")]
    [InlineData("""{"email":"x@example.com"}""", "email")]
    public async Task Change_ThatIsWrongNamesTheField(string body, string field)
    {
        var account = await service.AccountAsync();
        using var http = With(await ServiceTokenAsync());

        using var response = await http.PatchJsonAsync(Path(account), body, "\"1\"");

        Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, await response.WrongFieldsAsync()));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).Select(a => a.Version).SingleAsync()));
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"7\"", "412 application/problem+json precondition_failed")]
    public async Task Change_NeedsTheCurrentVersion(string? ifMatch, string problem)
    {
        var account = await service.AccountAsync();
        using var http = With(await ServiceTokenAsync());

        using var response = await http.PatchJsonAsync(Path(account), """{"name":"Other"}""", ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
    }

    [Fact]
    public async Task UnknownAccount_IsNotFound()
    {
        using var http = With(await ServiceTokenAsync());

        using var response = await http.GetAsync($"/internal/v1/accounts/{Guid.CreateVersion7()}");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task Access_IsForServicesOnly(string method)
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var person = (await new CodeFlow(service, TestClients.Web).TokensAsync(browser)).AccessToken;
        var machine = (await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "partners.read"))).AccessToken;
        var tampered = (await ServiceTokenAsync())![..^6] + "AAAAAA";

        foreach (var token in new[] { null, "nonsense", tampered, person, machine })
        {
            using var http = With(token);
            using var request = new HttpRequestMessage(new HttpMethod(method), Path(account));
            using var response = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.StartsWith("Bearer", response.Challenge());
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Path(account))).Status);
    }

    [Fact]
    public async Task Service_ProvesItselfWithItsOwnKeyOnly()
    {
        using var other = RSA.Create(2048);

        Assert.Equal("401 invalid_client", await ServiceTokenAsync(TestClients.Assertion(service.Clock.GetUtcNow(), other)));
        Assert.Equal("401 invalid_client", await ServiceTokenAsync(TestClients.Assertion(service.Clock.GetUtcNow().AddHours(-1))));
        Assert.Equal("400 invalid_scope", await ServiceTokenAsync(scope: "companies.read"));
    }

    [Theory]
    [InlineData(0, 5, true, null)]
    [InlineData(0, 6, true, "401 invalid_client")]
    [InlineData(3, 5, true, "401 invalid_client")]
    [InlineData(0, 1, false, "401 invalid_client")]
    public async Task Service_ProvesItselfForAShortTime(int issuedIn, int minutes, bool identified, string? refusal)
    {
        var answer = await ServiceTokenAsync(TestClients.Assertion(service.Clock.GetUtcNow().AddMinutes(issuedIn), minutes: minutes, identified: identified));

        if (refusal is null)
            Assert.Equal(3, answer!.Split('.').Length);
        else
            Assert.Equal(refusal, answer);
    }

    [Fact]
    public async Task Token_InTheAddressIsRefused()
    {
        var account = await service.AccountAsync();
        using var http = With(null);

        using var response = await http.GetAsync($"{Path(account)}?access_token={await ServiceTokenAsync()}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("api", HttpStatusCode.OK)]
    [InlineData("internal", HttpStatusCode.TooManyRequests)]
    public async Task RateLimit_IsOneOfItsOwn(string policy, HttpStatusCode second)
    {
        await using var own = await IdentityService.StartOwnAsync(($"RateLimits:{policy}:PermitLimit", "1"), ($"RateLimits:{policy}:WindowSeconds", "3600"));
        var account = await own.AccountAsync();
        var token = await own.PostAsync(
            "/connect/token", null, ("grant_type", "client_credentials"), ("scope", "internal.accounts"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", TestClients.Assertion(own.Clock.GetUtcNow())));
        using var http = own.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);

        using var one = await http.GetAsync(Path(account));
        using var two = await http.GetAsync(Path(account));

        Assert.Equal((HttpStatusCode.OK, second), (one.StatusCode, two.StatusCode));
    }
}
