using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>
/// The services as in production: a process each, settings from the environment, migrations by command as the owner, rows
/// through a role that owns nothing.
/// </summary>
public sealed class FourProcessesTests : IAsyncLifetime
{
    private static readonly string[] Services = Installation.Services;
    private static readonly HttpClient Http = new();

    private Installation _installation = null!;
    private Dictionary<string, string?> _environment = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.CreateAsync();
        _environment = _installation.Environment;
    }

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task Services_MigrateByCommand_ServeAPartner_AndStopCleanly()
    {
        foreach (var service in Services)
        {
            var first = await ServiceProcess.ToItsEndAsync(service, _environment, "db", "migrate");
            Assert.True(first.ExitCode == 0, $"{service}: {string.Join('\n', first.ErrorLines)}");
            Assert.Contains("applied ", first.Output, StringComparison.Ordinal);
            var second = await ServiceProcess.ToItsEndAsync(service, _environment, "db", "migrate");
            Assert.Contains("The database is up to date.", second.Output, StringComparison.Ordinal);
        }

        var secret = await _installation.ApplyClientAsync("acme");
        var running = new List<ServiceProcess>();
        try
        {
            foreach (var service in Services)
                running.Add(await ServiceProcess.RunningAsync(service, _environment, "Application started"));

            foreach (var service in Services)
            {
                using var ready = await Http.GetAsync(Address(service, "/health/ready"));
                Assert.True(ready.StatusCode == HttpStatusCode.OK, $"{service}: {await ready.Content.ReadAsStringAsync()}");
            }

            using var partners = await CallAsync(Address("Partner", "/v1/partners"), await TokenAsync("acme", secret));
            Assert.Equal("""{"items":[],"nextCursor":null}""", await partners.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.OK, partners.StatusCode);
            var machineSecret = await AssertMachineClientReachesItsCompanyAsync();
            await AssertServiceRoleOwnsNothingAsync();

            foreach (var service in running)
            {
                Assert.Equal(0, await service.StopAsync());
                Assert.Empty(service.ErrorLines);
                Assert.All(service.Output.Split('\n').Where(l => l.Length > 0), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
                Assert.DoesNotContain(secret, service.Output, StringComparison.Ordinal);
                Assert.DoesNotContain(machineSecret, service.Output, StringComparison.Ordinal);
                Assert.Contains("GET /health/ready answered 200", service.Output, StringComparison.Ordinal);
                // The framework would put the raw path into the scope of every line.
                Assert.DoesNotContain("RequestPath", service.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            foreach (var service in running)
                await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task IdentityWithoutMail_RefusesToStartInProduction()
    {
        _environment.Remove("PLATFORM_Mail__Directory");

        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Identity", _environment);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "Cannot start: Mail:Host: name the mail server with Mail:Host and the sender with Mail:From, or a folder for the mails with Mail:Directory.",
            Assert.Single(errors));
    }

    [Fact]
    public async Task IdentityWithoutRootKey_RefusesToStartInProduction()
    {
        _environment.Remove("IDENTITY_RootKey");

        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Identity", _environment);

        Assert.Equal(1, exitCode);
        Assert.Contains("RootKey", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCommand_ListsTheCommands()
    {
        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", _environment, "db", "destroy");

        Assert.Equal(2, exitCode);
        Assert.Contains(errors, l => l.Contains("db migrate", StringComparison.Ordinal));
    }

    /// <summary>The company API has identity make the client, and identity asks the company API at its token: neither is stood in for.</summary>
    /// <returns>The secret.</returns>
    private async Task<string> AssertMachineClientReachesItsCompanyAsync()
    {
        var person = await PersonToken.SignAsync(_installation, "Company", "companies.read companies.write");
        var company = await PostAsync("/v1/companies", person, new { kind = "legalEntity", inn = TestNumbers.LegalEntityInn(), fullName = "Общество «Пример»" });
        var made = await PostAsync($"/v1/companies/{company.GetProperty("id").GetString()}/machine-clients", person, new { name = "1С", role = "member" });
        var (clientId, secret) = (made.GetProperty("client").GetProperty("clientId").GetString()!, made.GetProperty("clientSecret").GetString()!);

        using var seen = await CallAsync(Address("Company", "/v1/companies"), await TokenAsync(clientId, secret, "companies.read"));

        var items = JsonDocument.Parse(await seen.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray();
        Assert.Equal(company.GetProperty("id").GetString(), Assert.Single(items).GetProperty("id").GetString());
        return secret;
    }

    private async Task<JsonElement> PostAsync(string path, string token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("Company", path))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = JsonContent.Create(body),
        };
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task AssertServiceRoleOwnsNothingAsync()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await using var source = NpgsqlDataSource.Create(_installation.DatabaseSettings["Database:ConnectionString"]!);
        await using var owned = source.CreateCommand("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user");
        Assert.Equal(0L, await owned.ExecuteScalarAsync());
        await using var create = source.CreateCommand("CREATE TABLE company.mine (id int)");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => create.ExecuteNonQueryAsync())).SqlState);
        await using var history = source.CreateCommand("DELETE FROM company.migrations");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => history.ExecuteNonQueryAsync())).SqlState);
    }

    private async Task<string> TokenAsync(string clientId, string secret, string scope = "partners.read")
    {
        using var request = Installation.TokenRequest(Address("Identity", "/connect/token"), clientId, secret, scope);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    private static async Task<HttpResponseMessage> CallAsync(Uri address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await Http.SendAsync(request);
    }

    private Uri Address(string service, string path) => _installation.Address(service, path);
}
