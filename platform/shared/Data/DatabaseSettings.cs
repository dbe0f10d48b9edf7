using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace SaasPlatform.Shared.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where a service keeps its data (section <c>Database</c>).</summary>
public sealed class DatabaseSettings : IValidatableObject
{
    /// <summary>Where rows lie: a file of this process, or a server.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>SQLite: the folder of the database file, relative to the current directory.</summary>
    [Required]
    public string Directory { get; set; } = ".data";

    /// <summary>PostgreSQL: the connection of the service, as a role that owns nothing.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>PostgreSQL: the connection that migrates, as the role that owns the schema.</summary>
    public string? OwnerConnectionString { get; set; }

    /// <summary>PostgreSQL: connections kept open, ready for a burst.</summary>
    [Range(0, 1000)]
    public int MinimumPoolSize { get; set; } = 20;

    /// <summary>PostgreSQL: connections at most. The server's <c>max_connections</c> must fit all services and replicas.</summary>
    [Range(1, 1000)]
    public int MaximumPoolSize { get; set; } = 60;

    /// <summary>Migrate before serving: for the all-in-one host. Services in production migrate with <c>db migrate</c>.</summary>
    public bool MigrateAtStart { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult(
                "Database:ConnectionString is required when Database:Provider is Postgres (for example Host=localhost;Database=saas;Username=saas_service;Password=…).",
                [nameof(ConnectionString)]);
        }

        if (Provider == DatabaseProvider.Postgres && !(IsReadable(ConnectionString) && IsReadable(OwnerConnectionString)))
            yield return new ValidationResult("is not in the form Host=…;Database=…;Username=…;Password=….", [nameof(ConnectionString)]);
        if (MinimumPoolSize > MaximumPoolSize)
            yield return new ValidationResult("Database:MinimumPoolSize must not exceed Database:MaximumPoolSize.", [nameof(MinimumPoolSize)]);
    }

    /// <summary>The driver's own message may quote the text, which holds a password.</summary>
    private static bool IsReadable(string? connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The service's connection with the sizes of its pool.</summary>
    internal string PooledConnectionString() => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MinPoolSize = MinimumPoolSize,
        MaxPoolSize = MaximumPoolSize,
    }.ConnectionString;
}
