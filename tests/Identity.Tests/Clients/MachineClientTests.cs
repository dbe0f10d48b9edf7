using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Tests.Organizations;
using SaasPlatform.Identity.Tests.Protocol;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

/// <summary>Machine clients of companies: how the company API has them made, and the tokens that they get.</summary>
public sealed class MachineClientTests(IdentityService service)
{
    private const string Scope = "companies.read companies.write";

    private readonly Guid _id = Guid.CreateVersion7();
    private readonly Guid _company = Guid.CreateVersion7();

    [Fact]
    public async Task Client_GetsTokensForItsCompanyWithoutNamingIt()
    {
        var secret = await RegisterAsync();
        service.Companies.AddClient(_company, _id, "members.read", "company.update");

        var unnamed = await TokenAsync(secret);
        var named = await TokenAsync(secret, ("organization", _company.ToString()));

        Assert.Equal(("200", "200"), (unnamed.Outcome, named.Outcome));
        var (_, token) = await TokenReader.ReadAsync(service, unnamed.AccessToken);
        Assert.Equal((_id.ToString(), _id.ToString(), _company.ToString()), (token["sub"]!.ToString(), token["client_id"]!.ToString(), token["org_id"]!.ToString()));
        Assert.Equal(("""["member","\u0421\u043A\u043B\u0430\u0434"]""", """["members.read","company.update"]"""), (token["org_roles"]!.ToJsonString(), token["permissions"]!.ToJsonString()));
        Assert.Equal(("http://localhost:8001", Scope), (token["aud"]!.ToString(), token["scope"]!.ToString()));
        Assert.Null(token["org_name"]);
        Assert.Equal(_company.ToString(), (await TokenReader.ReadAsync(service, named.AccessToken)).Payload["org_id"]!.ToString());
    }

    [Theory]
    [InlineData("0199d3f0-0000-7000-8000-000000000000")]
    [InlineData("nonsense")]
    public async Task OtherCompany_IsRefused(string organization)
    {
        var secret = await RegisterAsync();
        service.Companies.AddClient(_company, _id);

        Assert.Equal("400 access_denied", (await TokenAsync(secret, ("organization", organization))).Outcome);
    }

    [Fact]
    public async Task ClientThatTheCompanyApiDoesNotKnow_GetsNoTokens()
    {
        var secret = await RegisterAsync();
        service.Companies.AddClient(_company, _id);
        var before = await TokenAsync(secret);

        service.Companies.RemoveClient(_company, _id);

        Assert.Equal(("200", "400 access_denied"), (before.Outcome, (await TokenAsync(secret)).Outcome));
    }

    [Theory]
    [InlineData("users.read")]
    [InlineData("partners.read")]
    [InlineData("organization")]
    [InlineData("internal.clients")]
    [InlineData("companies.read openid")]
    public async Task ScopeBeyondTheCompanyApi_IsRefused(string scope)
    {
        var secret = await RegisterAsync();
        service.Companies.AddClient(_company, _id);

        Assert.Equal("400 invalid_scope", (await service.PostAsync("/connect/token", Client(secret), ("grant_type", "client_credentials"), ("scope", scope))).Outcome);
    }

    [Theory]
    [InlineData(CompanyApiState.Refuses)]
    [InlineData(CompanyApiState.Fails)]
    [InlineData(CompanyApiState.SpeaksGarbage)]
    public async Task CompanyApiDown_TokenWaits_AndOtherClientsGoOn(CompanyApiState state)
    {
        await using var own = await IdentityService.StartOwnAsync(("ServiceCalls:RetryMilliseconds", "1"));
        var secret = await RegisterAsync(own);
        own.Companies.AddClient(_company, _id);

        own.Companies.State = state;
        var refused = await own.WhileTimePassesAsync(own.PostAsync("/connect/token", Client(secret), ("grant_type", "client_credentials"), ("scope", Scope)));
        var other = await own.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "companies.read"));
        own.Companies.State = CompanyApiState.Works;
        own.Clock.Advance(TimeSpan.FromSeconds(6));
        var again = await own.PostAsync("/connect/token", Client(secret), ("grant_type", "client_credentials"), ("scope", Scope));

        Assert.Equal(("503 temporarily_unavailable", "200", "200"), (refused.Outcome, other.Outcome, again.Outcome));
        Assert.Equal("5", refused.Headers.GetValueOrDefault("Retry-After"));
    }

    [Fact]
    public async Task Rotation_LeavesTheSecretBeforeGoodForADay_AndTheOneBeforeThatNot()
    {
        await using var own = await IdentityService.StartOwnAsync();
        own.Companies.AddClient(_company, _id);
        var first = await RegisterAsync(own);

        var (second, until) = await RotateAsync(own);
        Assert.Equal(own.Clock.GetUtcNow().AddHours(24), until);
        Assert.Equal(("200", "200"), (await OutcomeAsync(first), await OutcomeAsync(second)));
        var (third, _) = await RotateAsync(own);
        Assert.Equal(("401 invalid_client", "200", "200"), (await OutcomeAsync(first), await OutcomeAsync(second), await OutcomeAsync(third)));

        own.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(("401 invalid_client", "200"), (await OutcomeAsync(second), await OutcomeAsync(third)));

        async Task<string> OutcomeAsync(string secret) => (await own.PostAsync("/connect/token", Client(secret), ("grant_type", "client_credentials"), ("scope", Scope))).Outcome;
    }

    [Fact]
    public async Task RegisteringAgain_IsOneClientWithAnotherSecret()
    {
        var first = await RegisterAsync();
        service.Companies.AddClient(_company, _id);

        var second = await RegisterAsync();

        Assert.Equal(("401 invalid_client", "200"), ((await TokenAsync(first)).Outcome, (await TokenAsync(second)).Outcome));
        Assert.True(ClientSecret.IsGenerated(second));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Removing_TwiceIsOnce_AndEndsTheSecret()
    {
        var secret = await RegisterAsync();
        service.Companies.AddClient(_company, _id);
        using var http = await ServiceAsync(service);

        using var removed = await http.DeleteAsync(new Uri(Path, UriKind.Relative));
        using var again = await http.DeleteAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, 0), (removed.StatusCode, again.StatusCode, await CountAsync()));
        Assert.Equal("401 invalid_client", (await TokenAsync(secret)).Outcome);
        using var rotated = await http.PostAsJsonAsync($"{Path}/rotate-secret", new { organizationId = _company });
        Assert.Equal(HttpStatusCode.NotFound, rotated.StatusCode);
    }

    [Fact]
    public async Task OtherClients_AreNotTheCompanyApis()
    {
        var id = Guid.CreateVersion7();
        await service.ApplyAsync(new ClientDefinition { ClientId = id.ToString(), Name = "Operator's", Type = ClientType.Confidential, GrantTypes = ["client_credentials"], Scopes = ["companies.read"] });
        await RegisterAsync();
        using var http = await ServiceAsync(service);

        using var registered = await http.PutAsJsonAsync($"/internal/v1/machine-clients/{id}", new { organizationId = _company });
        using var rotated = await http.PostAsJsonAsync($"/internal/v1/machine-clients/{id}/rotate-secret", new { organizationId = _company });
        using var removed = await http.DeleteAsync(new Uri($"/internal/v1/machine-clients/{id}", UriKind.Relative));
        using var ofAnother = await http.PutAsJsonAsync(Path, new { organizationId = Guid.NewGuid() });

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.Conflict),
            (registered.StatusCode, rotated.StatusCode, removed.StatusCode, ofAnother.StatusCode));
        Assert.Equal(1, await service.InDatabaseAsync(db => db.Clients.CountAsync(c => c.ClientId == id.ToString())));
    }

    [Fact]
    public async Task ClientFile_CannotTakeAMachineClientOver()
    {
        await RegisterAsync();

        await Assert.ThrowsAsync<DefinitionException>(() => service.ApplyAsync(
            new ClientDefinition { ClientId = _id.ToString(), Name = "Taken", Type = ClientType.Confidential, GrantTypes = ["client_credentials"], Scopes = ["users.read"] }));
    }

    [Theory]
    [InlineData("PUT", "", null, null, 401)]
    [InlineData("PUT", "", "user_service", "internal.accounts", 403)]
    [InlineData("POST", "/rotate-secret", null, null, 401)]
    [InlineData("POST", "/rotate-secret", "user_service", "internal.accounts", 403)]
    [InlineData("DELETE", "", null, null, 401)]
    [InlineData("DELETE", "", "user_service", "internal.accounts", 403)]
    public async Task CallerThatIsNotTheCompanyApi_IsRefused(string method, string operation, string? caller, string? scope, int status)
    {
        using var http = caller is null ? service.Client() : await ServiceAsync(service, caller, scope!);

        using var response = await http.SendAsync(new(new(method), Path + operation) { Content = JsonContent.Create(new { organizationId = _company }) });

        Assert.Equal((status, 0), ((int)response.StatusCode, await CountAsync()));
    }

    [Fact]
    public async Task CompanyService_HoldsNoScopeOfOthers() =>
        Assert.Equal("400 invalid_scope", (await ServiceTokenAsync(service, "company_service", "internal.accounts")).Outcome);

    private string Path => $"/internal/v1/machine-clients/{_id}";

    private TestClient Client(string secret) => new(_id.ToString(), secret, "", Scope);

    private Task<Reply> TokenAsync(string secret, params (string, string?)[] more) =>
        service.PostAsync("/connect/token", Client(secret), [("grant_type", "client_credentials"), ("scope", Scope), .. more]);

    private async Task<string> RegisterAsync(IdentityService? own = null)
    {
        using var http = await ServiceAsync(own ?? service);
        using var response = await http.PutAsJsonAsync(Path, new { organizationId = _company });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.JsonAsync()).Text("secret")!;
    }

    private async Task<(string Secret, DateTimeOffset Until)> RotateAsync(IdentityService own)
    {
        using var http = await ServiceAsync(own);
        using var response = await http.PostAsJsonAsync($"{Path}/rotate-secret", new { organizationId = _company });
        var answer = await response.JsonAsync();
        return (answer.Text("secret")!, DateTimeOffset.Parse(answer.Text("previousSecretExpiresAt")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private Task<int> CountAsync() => service.InDatabaseAsync(db => db.Clients.CountAsync(c => c.ClientId == _id.ToString()));

    private static async Task<HttpClient> ServiceAsync(IdentityService service, string caller = "company_service", string scope = "internal.clients")
    {
        var http = service.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await ServiceTokenAsync(service, caller, scope)).AccessToken);
        return http;
    }

    private static Task<Reply> ServiceTokenAsync(IdentityService service, string caller, string scope) => service.PostAsync(
        "/connect/token", null, ("grant_type", "client_credentials"), ("scope", scope),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", TestClients.Assertion(service.Clock.GetUtcNow(), service: caller)));
}
