using System.Security.Cryptography;
using Npgsql;

namespace SaasPlatform.Testing;

/// <summary>
/// A database of its own for one fixture: an SQLite file in a temporary folder, or, with <c>TEST_DATABASE=postgres</c>, a new
/// PostgreSQL database with an owner role that migrates and a service role that owns nothing.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = "saas_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly string _directory;
    private readonly TestDatabase? _original;
    private string? _superuser;
    private string? _password;

    private TestDatabase(TestDatabase? original = null)
    {
        _directory = Path.Combine(Path.GetTempPath(), _name);
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
            foreach (var file in Directory.GetFiles(_directory, "*.db"))
                File.Copy(file, Path.Combine(copy._directory, Path.GetFileName(file)));
            return copy;
        }

        // Connections of a pool whose service has ended.
        await ExecuteAsync(_superuser, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");
        await ExecuteAsync(_superuser, $"CREATE DATABASE {copy._name} TEMPLATE {_name} OWNER {_name}_owner");
        copy.UsePostgres(_superuser, _password!);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_superuser is not null)
        {
            await ExecuteAsync(_superuser, $"DROP DATABASE {_name} WITH (FORCE)");
            if (_original is null)
                await ExecuteAsync(_superuser, $"DROP ROLE {_name}_owner", $"DROP ROLE {_name}_service");
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
        await ExecuteAsync(
            superuser,
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

    private static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }
}
