using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SaasPlatform.Shared.Data;

/// <summary>An entity that several may edit: its version is the concurrency token and the ETag.</summary>
public interface IVersioned
{
    /// <summary>Counts from 1 and grows by 1 with every stored change.</summary>
    int Version { get; set; }
}

/// <summary>What the models of all services have in common.</summary>
public static class DatabaseConventions
{
    /// <summary>SQLite cannot order by <see cref="DateTimeOffset"/>: instants are stored as UTC text, which sorts.</summary>
    public static void UseSqliteConventions(this ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcText>();

    /// <summary>
    /// Names tables' columns, keys and indexes in snake_case, and makes <see cref="IVersioned.Version"/> the concurrency
    /// token. Call it last in <c>OnModelCreating</c>.
    /// </summary>
    public static void UseDatabaseConventions(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            // What lies inside a JSON column keeps its own names.
            if (entity.IsMappedToJson())
                continue;
            if (entity.GetTableName() is { } table)
                entity.SetTableName(SnakeCase(table));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.GetColumnName()));
            foreach (var key in entity.GetKeys())
                key.SetName(SnakeCase(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName(SnakeCase(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
                ((IMutableProperty)entity.FindProperty(nameof(IVersioned.Version))!).IsConcurrencyToken = true;
        }
    }

    internal static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    private sealed class UtcText() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc), TimeSpan.Zero));
}
