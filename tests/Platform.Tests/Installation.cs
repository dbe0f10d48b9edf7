using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>
/// The services as an operator installs them: settings from the environment, keys in files, a database of its own. Nothing is
/// started yet.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public static readonly string[] Services = ["Identity", "Company", "User", "Partner"];

    // The same for all: nothing is told apart by them, and each takes a while to find.
    private static readonly Lazy<(string Public, string Private)> UserKey = new(NewKey);
    private static readonly Lazy<(string Public, string Private)> CompanyKey = new(NewKey);
    private static readonly Lazy<(string Public, string Private)> IdentityKey = new(NewKey);

    private readonly TestDatabase _database;

    private Installation(TestDatabase database) => _database = database;

    /// <summary>What every process of it gets.</summary>
    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["PLATFORM_Http__ShutdownDelaySeconds"] = "0",
    };

    /// <summary>A folder for what tests write.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("saas-installed-").FullName;

    public IReadOnlyDictionary<string, string?> DatabaseSettings => _database.Settings;

    /// <summary>With a database that is empty.</summary>
    public static async Task<Installation> CreateAsync() => await OnAsync(await TestDatabase.CreateAsync());

    /// <summary>With a database that every service has migrated.</summary>
    public static async Task<Installation> MigratedAsync() => await OnAsync(await MigratedDatabase.CopyAsync());

    public Uri Address(string service, string path) => new(Environment[$"PLATFORM_Addresses__{service}"] + path);

    /// <summary>The same settings with some of them otherwise.</summary>
    public Dictionary<string, string?> With(params (string Name, string? Value)[] settings)
    {
        var environment = new Dictionary<string, string?>(Environment);
        foreach (var (name, value) in settings)
            environment[name] = value;
        return environment;
    }

    public Task MigrateAsync(string service) => CommandAsync(service, Environment, "db", "migrate");

    /// <summary>A copy of the database as it is now. The services must have stopped, and this installation outlives the copy.</summary>
    public Task<TestDatabase> CopyDatabaseAsync() => _database.CopyAsync();

    /// <summary>Registers a client that acts for itself.</summary>
    /// <returns>Its secret.</returns>
    public async Task<string> ApplyClientAsync(string clientId, Dictionary<string, string?>? environment = null, string? secret = null)
    {
        secret ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var clients = await WriteAsync("clients.json", JsonSerializer.Serialize(new[]
        {
            new { clientId, name = "Acme", secret, grantTypes = new[] { "client_credentials" }, scopes = new[] { "partners.read" } },
        }));
        await CommandAsync("Identity", environment ?? Environment, "clients", "apply", clients);
        return secret;
    }

    public static async Task CommandAsync(string service, Dictionary<string, string?> environment, params string[] arguments)
    {
        var (exitCode, output, errors) = await ServiceProcess.ToItsEndAsync(service, environment, arguments);
        Assert.True(exitCode == 0, $"{service} {string.Join(' ', arguments)}: {string.Join('\n', errors.Append(output))}");
    }

    /// <summary>A request for a token with the client's credentials.</summary>
    public static HttpRequestMessage TokenRequest(Uri endpoint, string clientId, string secret, string scope = "partners.read") => new(HttpMethod.Post, endpoint)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))) },
        Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", scope)]),
    };

    public async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<Installation> OnAsync(TestDatabase database)
    {
        var installation = new Installation(database);
        await installation.ConfigureAsync();
        return installation;
    }

    private static (string Public, string Private) NewKey()
    {
        using var key = RSA.Create(2048);
        return (key.ExportSubjectPublicKeyInfoPem(), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task ConfigureAsync()
    {
        foreach (var (name, value) in _database.Settings.Where(s => s.Key != "Database:MigrateAtStart"))
            Environment["PLATFORM_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var service in Services)
        {
            var address = $"http://localhost:{ServiceProcess.FreePort()}";
            Environment[$"PLATFORM_Addresses__{service}"] = address;
            Environment[$"{service.ToUpperInvariant()}_Http__Url"] = address;
        }

        Environment["PLATFORM_Mail__Directory"] = Path.Combine(Folder, "mail");
        Environment["IDENTITY_RootKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Environment["IDENTITY_ServiceClients__user_service__PublicKeyFile"] = await WriteAsync("user-service.pub.pem", UserKey.Value.Public);
        Environment["IDENTITY_ServiceClients__company_service__PublicKeyFile"] = await WriteAsync("company-service.pub.pem", CompanyKey.Value.Public);
        Environment["IDENTITY_ServiceClients__company_service__Scopes__0"] = "internal.clients";
        Environment["COMPANY_ServiceClient__ClientId"] = "company_service";
        Environment["COMPANY_ServiceClient__PrivateKeyFile"] = await WriteAsync("company-service.pem", CompanyKey.Value.Private);
        Environment["IDENTITY_ServiceClient__PrivateKeyFile"] = await WriteAsync("identity-service.pem", IdentityKey.Value.Private);
        Environment["PLATFORM_Events__Secrets__0"] = WebhookSecret.Create();
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Environment["COMPANY_Audit__SigningKey__FILE"] = await WriteAsync("audit-key.pem", signing.ExportPkcs8PrivateKeyPem());
        Environment["USER_ServiceClient__ClientId"] = "user_service";
        Environment["USER_ServiceClient__PrivateKeyFile"] = await WriteAsync("user-service.pem", UserKey.Value.Private);
    }
}
