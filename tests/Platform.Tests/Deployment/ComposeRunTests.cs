using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>
/// The steps of the compose file, each with the environment and the secrets that the file gives it, as processes: what a service
/// does not read, or misses, shows here.
/// </summary>
public sealed partial class ComposeRunTests : IAsyncDisposable
{
    private static readonly string[] Names = ["identity", "company", "user", "partner"];
    private static readonly HttpClient Http = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("saas-compose-").FullName;
    private readonly string _database = "saas_compose_" + Guid.NewGuid().ToString("N")[..12];
    private readonly Dictionary<string, int> _ports = Names.ToDictionary(n => n, _ => ServiceProcess.FreePort());
    private readonly Dictionary<string, Dictionary<object, object?>> _services = ComposeTests.ServicesOf("docker-compose.yml");

    private bool _hasRoles;

    private string Secrets => Path.Combine(_folder, "secrets");

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (!_hasRoles)
            return;
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("TEST_POSTGRES")!);
        foreach (var statement in new[] { $"DROP DATABASE IF EXISTS {_database} WITH (FORCE)", $"DROP ROLE IF EXISTS {_database}_owner", $"DROP ROLE IF EXISTS {_database}_service" })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task EveryStep_WithTheEnvironmentOfTheFile_Succeeds()
    {
        await MakeSecretsAsync();
        if (TestDatabase.IsPostgres)
            await MakeRolesAsync();
        foreach (var name in Names)
            await JobAsync("migrate-" + name, name);
        await JobAsync("clients", "identity");

        var running = new List<ServiceProcess>();
        try
        {
            foreach (var name in Names)
            {
                running.Add(await ServiceProcess.RunningAsync(Assembly(name), EnvironmentOf(name, name), "Application started"));
                using var ready = await Http.GetAsync(new Uri($"http://localhost:{_ports[name]}/health/ready"));
                Assert.True(ready.StatusCode == HttpStatusCode.OK, $"{name}: {await ready.Content.ReadAsStringAsync()}");
            }

            Assert.All(await Task.WhenAll(running.Select(s => s.StopAsync())), code => Assert.Equal(0, code));
        }
        finally
        {
            foreach (var service in running)
                await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task MakingSecretsAgain_KeepsThem_AndTheyAreTheirOwnersAlone()
    {
        await MakeSecretsAsync();
        var before = Directory.GetFiles(Secrets).ToDictionary(f => f, File.ReadAllText);

        await MakeSecretsAsync();

        Assert.Equal(before, Directory.GetFiles(Secrets).ToDictionary(f => f, File.ReadAllText));
        Assert.Equal(Yaml.Read("docker-compose.yml").Map("secrets").Keys.Cast<string>().Except(before.Keys.Select(Path.GetFileName)), []);
        Assert.All(before.Keys, f => Assert.Equal("600", Script.ModeOf(f)));
        Assert.Matches(@"\ARUN_AS=[1-9]\d*:\d+\n\z", await File.ReadAllTextAsync(Path.Combine(_folder, ".env")));
    }

    [Theory]
    [InlineData(null, "PLATFORM_Addresses__Web='https://file.example'", "https://file.example")]
    [InlineData("https://shell.example", "PLATFORM_Addresses__Web=https://file.example", "https://shell.example")]
    public async Task MakingSecrets_RegistersTheAddressOfTheFrontEnd(string? shell, string file, string expected)
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(other, ".env"), file + "\n");

        var (exitCode, _, errors) = await MakeSecretsAsync(other, shell);

        Assert.True(exitCode == 0, errors);
        Assert.Contains($"\"redirectUris\": [\"{expected}/api/auth/callback/saas\"]", await File.ReadAllTextAsync(Path.Combine(other, "secrets/clients.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakingSecrets_WithoutTheAddressOfTheFrontEnd_IsRefused()
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;

        var (exitCode, _, errors) = await MakeSecretsAsync(other, null);

        Assert.Equal(1, exitCode);
        Assert.Equal($"PLATFORM_Addresses__Web: set the front end's address in {other}/.env or the shell.", errors);
        Assert.Empty(Directory.GetFileSystemEntries(other));
    }

    private async Task JobAsync(string job, string service)
    {
        var words = _services[job].Texts("command").Select(Inside).ToArray();
        var (exitCode, output, errors) = await ServiceProcess.ToItsEndAsync(Assembly(service), EnvironmentOf(job, service), words);
        Assert.True(exitCode == 0, $"{job}: {string.Join('\n', errors.Append(output))}");
    }

    /// <summary>The container's variables and the image's, led from the container's addresses, paths and ports to those here.</summary>
    private Dictionary<string, string?> EnvironmentOf(string container, string service)
    {
        var port = _ports[service].ToString(CultureInfo.InvariantCulture);
        var environment = ComposeTests.EnvironmentOf(_services[container]).Where(v => v.Value is not null).ToDictionary(v => v.Key, v => (string?)Inside(v.Value!));
        environment[$"{service.ToUpperInvariant()}_Http__Url"] = $"http://0.0.0.0:{port}";
        environment["PLATFORM_Database__MinimumPoolSize"] = "0";
        environment["PLATFORM_Http__ShutdownDelaySeconds"] = "0";
        if (!TestDatabase.IsPostgres)
        {
            environment["PLATFORM_Database__Provider"] = "Sqlite";
            environment["PLATFORM_Database__Directory"] = Path.Combine(_folder, "data");
        }

        return environment;
    }

    private string Inside(string value) => InternalAddress().Replace(
        ContainerPort().Replace(value.Replace("/run/secrets", Secrets, StringComparison.Ordinal), m => "localhost:" + _ports[Names[m.Value[^1] - '0']]),
        m => $"http://127.0.0.1:{_ports[m.Groups["service"].Value]}");

    private static string Assembly(string service) => char.ToUpperInvariant(service[0]) + service[1..];

    private async Task MakeSecretsAsync()
    {
        var (exitCode, _, errors) = await MakeSecretsAsync(_folder, "http://localhost:3000");
        Assert.True(exitCode == 0, errors);
    }

    private static Task<(int ExitCode, string Output, string Errors)> MakeSecretsAsync(string folder, string? web) =>
        Script.RunAsync("deploy/make-secrets", [], new Dictionary<string, string?>
        {
            ["SECRETS"] = Path.Combine(folder, "secrets"),
            ["ENVIRONMENT_FILE"] = Path.Combine(folder, ".env"),
            ["PLATFORM_Addresses__Web"] = web,
        });

    /// <summary>Runs the roles' step twice, with names of its own, because roles belong to the whole server.</summary>
    private async Task MakeRolesAsync()
    {
        _hasRoles = true;
        var server = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_POSTGRES"));
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "postgres")).FullName;
        foreach (var file in new[] { "roles.sh", "roles.sql" })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy/postgres", file));
            await File.WriteAllTextAsync(Path.Combine(folder, file), text.Replace("saasplatform", _database, StringComparison.Ordinal));
        }

        foreach (var file in new[] { "service-connection", "owner-connection" })
        {
            var path = Path.Combine(Secrets, file);
            var text = (await File.ReadAllTextAsync(path)).Replace("saasplatform", _database, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace("Host=postgres", $"Host={server.Host};Port={server.Port}", StringComparison.Ordinal));
        }

        if (server.Password is { Length: > 0 } password)
            await File.WriteAllTextAsync(Path.Combine(Secrets, "postgres-password"), password);
        for (var time = 0; time < 2; time++)
        {
            var (exitCode, _, errors) = await Script.RunAsync("/bin/sh", [Path.Combine(folder, "roles.sh")], new Dictionary<string, string?>
            {
                ["SECRETS"] = Secrets,
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = server.Username,
            });
            Assert.True(exitCode == 0, errors);
        }
    }

    [GeneratedRegex("localhost:800[0-3]")]
    private static partial Regex ContainerPort();

    [GeneratedRegex("http://(?<service>identity|company|user|partner):800[0-3]")]
    private static partial Regex InternalAddress();
}
