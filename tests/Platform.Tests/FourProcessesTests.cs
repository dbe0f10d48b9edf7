using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
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
    private static readonly string[] Services = ["Identity", "Company", "User", "Partner"];
    private static readonly HttpClient Http = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("saas-four-").FullName;
    private readonly Dictionary<string, string?> _environment = new() { ["DOTNET_ENVIRONMENT"] = "Production" };
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        foreach (var (name, value) in _database.Settings.Where(s => s.Key != "Database:MigrateAtStart"))
            _environment["PLATFORM_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var service in Services)
        {
            var address = $"http://localhost:{ServiceProcess.FreePort()}";
            _environment[$"PLATFORM_Addresses__{service}"] = address;
            _environment[$"{service.ToUpperInvariant()}_Http__Url"] = address;
        }

        using var key = RSA.Create(2048);
        _environment["IDENTITY_RootKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        _environment["IDENTITY_ServiceClients__user_service__PublicKeyFile"] = await WriteAsync("user-service.pub.pem", key.ExportSubjectPublicKeyInfoPem());
        _environment["USER_ServiceClient__ClientId"] = "user_service";
        _environment["USER_ServiceClient__PrivateKeyFile"] = await WriteAsync("user-service.pem", key.ExportPkcs8PrivateKeyPem());
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

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

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var clients = await WriteAsync("clients.json", JsonSerializer.Serialize(new[]
        {
            new { clientId = "acme", name = "Acme", secret, grantTypes = new[] { "client_credentials" }, scopes = new[] { "partners.read" } },
        }));
        var applied = await ServiceProcess.ToItsEndAsync("Identity", _environment, "clients", "apply", clients);
        Assert.True(applied.ExitCode == 0, string.Join('\n', applied.ErrorLines.Append(applied.Output)));
        Assert.DoesNotContain(secret, applied.Output, StringComparison.Ordinal);

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
            await AssertServiceRoleOwnsNothingAsync();

            foreach (var service in running)
            {
                Assert.Equal(0, await service.StopAsync());
                Assert.Empty(service.ErrorLines);
                Assert.All(service.Output.Split('\n').Where(l => l.Length > 0), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
                Assert.DoesNotContain(secret, service.Output, StringComparison.Ordinal);
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

    private async Task AssertServiceRoleOwnsNothingAsync()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await using var source = NpgsqlDataSource.Create(_database.Settings["Database:ConnectionString"]!);
        await using var owned = source.CreateCommand("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user");
        Assert.Equal(0L, await owned.ExecuteScalarAsync());
        await using var create = source.CreateCommand("CREATE TABLE company.mine (id int)");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => create.ExecuteNonQueryAsync())).SqlState);
        await using var history = source.CreateCommand("DELETE FROM company.migrations");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => history.ExecuteNonQueryAsync())).SqlState);
    }

    private async Task<string> TokenAsync(string clientId, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("Identity", "/connect/token"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))) },
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "partners.read")]),
        };
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

    private Uri Address(string service, string path) => new(_environment[$"PLATFORM_Addresses__{service}"] + path);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
