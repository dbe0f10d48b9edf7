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
    private string? _superuser;

    private TestDatabase() => _directory = Path.Combine(Path.GetTempPath(), _name);

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

    public async ValueTask DisposeAsync()
    {
        if (_superuser is not null)
        {
            await ExecuteAsync(_superuser, $"DROP DATABASE {_name} WITH (FORCE)", $"DROP ROLE {_name}_owner", $"DROP ROLE {_name}_service");
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
        _superuser = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("TEST_DATABASE=postgres needs TEST_POSTGRES, the connection string of a superuser. tests/run starts a server and sets it.");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await ExecuteAsync(
            _superuser,
            $"CREATE ROLE {_name}_owner LOGIN PASSWORD '{password}'",
            $"CREATE ROLE {_name}_service LOGIN PASSWORD '{password}'",
            $"CREATE DATABASE {_name} OWNER {_name}_owner");

        Settings["Database:Provider"] = "Postgres";
        Settings["Database:ConnectionString"] = ConnectionString("service", password);
        Settings["Database:OwnerConnectionString"] = ConnectionString("owner", password);
        Settings["Database:MinimumPoolSize"] = "0";
        Settings["Database:MaximumPoolSize"] = "20";
    }

    private string ConnectionString(string role, string password) => new NpgsqlConnectionStringBuilder(_superuser)
    {
        Database = _name,
        Username = $"{_name}_{role}",
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
