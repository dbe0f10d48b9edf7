using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace SaasPlatform.Testing;

/// <summary>
/// A database of its own for one fixture: an SQLite file in a temporary folder, in memory where the system has room there, or, with <c>TEST_DATABASE=postgres</c>, a new
/// PostgreSQL database with an owner role that migrates and a service role that owns nothing.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string InMemory = "/dev/shm";

    /// <summary>Containers often have 64 MB there; the databases of a run take less than half of this.</summary>
    private const long EnoughRoom = 1L << 30;

    private static readonly string Folder = Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace > EnoughRoom ? InMemory : Path.GetTempPath();

    /// <summary>What others are copies of; they end with the process.</summary>
    private static readonly ConcurrentDictionary<object, Lazy<Task<TestDatabase>>> Originals = new();

    private readonly string _name = "saas_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly string _directory;
    private readonly TestDatabase? _original;
    private string? _superuser;
    private string? _password;

    private TestDatabase(TestDatabase? original = null)
    {
        _directory = Path.Combine(Folder, _name);
        _original = original;
    }

    public static bool IsPostgres => Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres";

    /// <summary>The settings that point a service at this database; it migrates when it starts.</summary>
    public Dictionary<string, string?> Settings { get; } = new() { ["Database:MigrateAtStart"] = "true" };

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        if (IsPostgres)
            await database.CreatePostgresAsync();
        else
            database.CreateSqlite();
        return database;
    }

    /// <summary>A new database with what <paramref name="fill"/> puts into one. It is filled once; all are copies.</summary>
    /// <param name="key">What it is for: one original of each.</param>
    /// <param name="fill">Migrates and fills the original, and leaves it.</param>
    public static async Task<TestDatabase> CreateFilledAsync(object key, Func<TestDatabase, Task> fill)
    {
        var original = Originals.GetOrAdd(key, _ => new(async () =>
        {
            var database = await CreateAsync();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.Run(() => database.DisposeAsync().AsTask()).Wait();
            await fill(database);
            return database;
        }));
        var copy = await (await original.Value).CopyAsync();
        copy.Settings["Database:MigrateAtStart"] = "false";
        return copy;
    }

    /// <summary>
    /// Another database with what is in this one, for the same roles; much cheaper than a new one that is migrated and filled. No service may
    /// run on this one, which must outlive its copies.
    /// </summary>
    public async Task<TestDatabase> CopyAsync()
    {
        var copy = new TestDatabase(this);
        if (_superuser is null)
        {
            copy.CreateSqlite();
            // The last connection that closes writes everything into the one file.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(_directory, "*.db"))
                File.Copy(file, Path.Combine(copy._directory, Path.GetFileName(file)));
            return copy;
        }

        await using var connection = await OpenAsync(_superuser);
        // Copying files costs half of what the log of their pages costs; before version 15 there was nothing else.
        var strategy = connection.PostgreSqlVersion.Major < 15 ? "" : "STRATEGY FILE_COPY";
        await ExecuteAsync(
            connection,
            // Connections of a pool whose service has ended.
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'",
            $"CREATE DATABASE {copy._name} TEMPLATE {_name} {strategy} OWNER {_name}_owner");
        copy.UsePostgres(_superuser, _password!);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_superuser is not null)
        {
            await using var connection = await OpenAsync(_superuser);
            await ExecuteAsync(connection, $"DROP DATABASE {_name} WITH (FORCE)");
            if (_original is null)
                await ExecuteAsync(connection, $"DROP ROLE {_name}_owner", $"DROP ROLE {_name}_service");
            return;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private void CreateSqlite()
    {
        Directory.CreateDirectory(_directory);
        Settings["Database:Provider"] = "Sqlite";
        Settings["Database:Directory"] = _directory;
    }

    private async Task CreatePostgresAsync()
    {
        var superuser = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("TEST_DATABASE=postgres needs TEST_POSTGRES, the connection string of a superuser. tests/run starts a server and sets it.");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await using var connection = await OpenAsync(superuser);
        await ExecuteAsync(
            connection,
            $"CREATE ROLE {_name}_owner LOGIN PASSWORD '{password}'",
            $"CREATE ROLE {_name}_service LOGIN PASSWORD '{password}'",
            $"CREATE DATABASE {_name} OWNER {_name}_owner");
        UsePostgres(superuser, password);
    }

    private void UsePostgres(string superuser, string password)
    {
        _superuser = superuser;
        _password = password;
        Settings["Database:Provider"] = "Postgres";
        Settings["Database:ConnectionString"] = ConnectionString("service", password);
        Settings["Database:OwnerConnectionString"] = ConnectionString("owner", password);
        Settings["Database:MinimumPoolSize"] = "0";
        Settings["Database:MaximumPoolSize"] = "20";
    }

    private string ConnectionString(string role, string password) => new NpgsqlConnectionStringBuilder(_superuser)
    {
        Database = _name,
        Username = $"{(_original ?? this)._name}_{role}",
        Password = password,
        IncludeErrorDetail = true,
    }.ConnectionString;

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
