using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>
/// A backup of a real identity database, restored elsewhere: deploy/backup and deploy/restore on PostgreSQL, `db backup` on
/// SQLite.
/// </summary>
[Trait("Database", "Both")]
public sealed class BackupTests(BackupTests.Filled filled) : IAsyncLifetime, IClassFixture<BackupTests.Filled>
{
    private static readonly HttpClient Http = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("saas-backup-").FullName;
    private TestDatabase _original = null!;
    private TestDatabase _other = null!;
    private Dictionary<string, string?> _environment = null!;

    public async ValueTask InitializeAsync()
    {
        _original = await filled.Installation.CopyDatabaseAsync();
        _other = await TestDatabase.CreateAsync();
        _environment = ProductionEnvironment.For(_original);
        _environment["IDENTITY_RootKey"] = filled.Installation.Environment["IDENTITY_RootKey"];
    }

    public async ValueTask DisposeAsync()
    {
        await _original.DisposeAsync();
        await _other.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Backup_TakenWhileIdentityRuns_RestoredElsewhere_SignsWithTheSameKey()
    {
        string before, backup;
        await using (var identity = await ServiceProcess.RunningAsync("Identity", _environment, "Application started"))
        {
            before = await KeyOfATokenAsync();
            backup = await BackUpAsync();
            Assert.Equal(0, await identity.StopAsync());
        }

        await RestoreAsync(backup);
        _environment.UseDatabase(_other);
        Assert.Contains("The database is up to date.", await CommandAsync("db", "migrate"), StringComparison.Ordinal);
        await using var restored = await ServiceProcess.RunningAsync("Identity", _environment, "Application started");

        Assert.Equal(before, await KeyOfATokenAsync());
        Assert.Equal(0, await restored.StopAsync());
    }

    [Fact]
    public async Task Backup_IsReadableByItsOwnerAlone()
    {
        var backup = await BackUpAsync();

        string[] files = File.Exists(backup) ? [backup] : Directory.GetFiles(backup);
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Equal("600", Script.ModeOf(f)));
        Assert.True(File.Exists(backup) || Script.ModeOf(backup) == "700");
    }

    [Fact]
    public async Task Backup_NeverReplacesWhatIsThere()
    {
        var backup = await BackUpAsync();

        if (!TestDatabase.IsPostgres)
        {
            var (exitCode, output, _) = await ServiceProcess.ToItsEndAsync("Identity", _environment, "db", "backup", backup);
            Assert.Equal(1, exitCode);
            Assert.Contains("cannot be made", output, StringComparison.Ordinal);
            return;
        }

        var refused = await Script.RunAsync("deploy/restore", [backup], OwnerOf(_original));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("nothing was changed", refused.Errors, StringComparison.Ordinal);

        var overwritten = await Script.RunAsync("deploy/restore", ["--overwrite", backup], OwnerOf(_original));
        Assert.True(overwritten.ExitCode == 0, overwritten.Errors);
    }

    [Fact]
    public async Task DamagedBackup_IsRefused()
    {
        var backup = await BackUpAsync();
        var file = File.Exists(backup) ? backup : Path.Combine(backup, "database.dump");
        var bytes = await File.ReadAllBytesAsync(file);
        Array.Fill(bytes, (byte)'x', 0, bytes.Length / 2);
        await File.WriteAllBytesAsync(file, bytes);

        if (TestDatabase.IsPostgres)
        {
            var (exitCode, _, errors) = await Script.RunAsync("deploy/restore", [backup], OwnerOf(_other));
            Assert.Equal(1, exitCode);
            Assert.Contains("The backup is damaged: nothing was changed.", errors, StringComparison.Ordinal);
            return;
        }

        await RestoreAsync(backup);
        _environment.UseDatabase(_other);
        Assert.NotEqual(0, (await ServiceProcess.ToItsEndAsync("Identity", _environment, "db", "migrate")).ExitCode);
    }

    private async Task<string> BackUpAsync()
    {
        if (!TestDatabase.IsPostgres)
        {
            var file = Path.Combine(_folder, "identity.backup");
            await CommandAsync("db", "backup", file);
            return file;
        }

        var (exitCode, output, errors) = await Script.RunAsync("deploy/backup", [_folder], OwnerOf(_original));
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private async Task RestoreAsync(string backup)
    {
        if (!TestDatabase.IsPostgres)
        {
            File.Copy(backup, Path.Combine(_other.Settings["Database:Directory"]!, "identity.db"));
            return;
        }

        var (exitCode, output, errors) = await Script.RunAsync("deploy/restore", [backup], OwnerOf(_other));
        Assert.True(exitCode == 0, errors);
        Assert.Contains("the number of rows of each is that of the backup", output, StringComparison.Ordinal);
    }

    private async Task<string> CommandAsync(params string[] words)
    {
        var (exitCode, output, errors) = await ServiceProcess.ToItsEndAsync("Identity", _environment, words);
        Assert.True(exitCode == 0, string.Join('\n', errors.Append(output)));
        return output;
    }

    /// <summary>The key id in the header of a new access token.</summary>
    private async Task<string> KeyOfATokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_environment["PLATFORM_Addresses__Identity"] + "/connect/token"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"acme:{filled.Secret}"))) },
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "partners.read")]),
        };
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        var token = JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
        var header = Convert.FromBase64String(token.Split('.')[0].Replace('-', '+').Replace('_', '/').PadRight((token.IndexOf('.', StringComparison.Ordinal) + 3) / 4 * 4, '='));
        return JsonDocument.Parse(header).RootElement.GetProperty("kid").GetString()!;
    }

    private static Dictionary<string, string?> OwnerOf(TestDatabase database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.Settings["Database:OwnerConnectionString"]);
        return new()
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = connection.Database,
            ["PGUSER"] = connection.Username,
            ["PGPASSWORD"] = connection.Password,
        };
    }

    /// <summary>What is backed up: a database with a client in it, of which each test has a copy.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal Installation Installation { get; private set; } = null!;

        /// <summary>Of the client <c>acme</c>.</summary>
        public string Secret { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            // A copy cannot be copied.
            Installation = await Installation.CreateAsync();
            await Installation.MigrateAsync("Identity");
            Secret = await Installation.ApplyClientAsync("acme");
        }

        public ValueTask DisposeAsync() => Installation.DisposeAsync();
    }
}
