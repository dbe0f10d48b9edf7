using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace SaasPlatform.Shared.Data;

/// <summary>Tells which unique index refused a row.</summary>
public static class UniqueViolation
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>Whether <paramref name="failure"/> says that a row with this primary key exists in the table of <typeparamref name="TEntity"/>.</summary>
    public static bool IsKeyViolation<TEntity>(this DbContext db, DbUpdateException failure)
    {
        var key = db.Model.FindEntityType(typeof(TEntity))!.FindPrimaryKey()!;
        return failure.InnerException switch
        {
            PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == key.GetName(),
            SqliteException e => e.SqliteExtendedErrorCode == SqliteConstraintPrimaryKey
                && e.Message.Contains($" {key.DeclaringEntityType.GetTableName()}.", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>Whether <paramref name="failure"/> is the refusal of the unique index over these properties of <typeparamref name="TEntity"/>.</summary>
    /// <param name="db">The context that saved.</param>
    /// <param name="failure">What saving threw.</param>
    /// <param name="properties">The properties of the index, in its order.</param>
    public static bool IsUniqueViolation<TEntity>(this DbContext db, DbUpdateException failure, params string[] properties)
    {
        var index = db.Model.FindEntityType(typeof(TEntity))!.GetIndexes()
            .Single(i => i.IsUnique && i.Properties.Select(p => p.Name).SequenceEqual(properties));

        return failure.InnerException switch
        {
            PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == index.GetDatabaseName(),
            // SQLite names the columns and not the index.
            SqliteException e => e.SqliteExtendedErrorCode == SqliteConstraintUnique && e.Message.Contains(Columns(index), StringComparison.Ordinal),
            _ => false,
        };
    }

    private static string Columns(IIndex index)
    {
        var table = index.DeclaringEntityType.GetTableName();
        return string.Join(", ", index.Properties.Select(p => $"{table}.{p.GetColumnName()}")) + "'";
    }
}
