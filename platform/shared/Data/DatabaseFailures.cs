using System.Net.Sockets;
using Npgsql;

namespace SaasPlatform.Shared.Data;

/// <summary>The database lacks migrations of this version.</summary>
internal sealed class NotMigratedException() : Exception("the database lacks migrations: run the command 'db migrate'.");

/// <summary>Tells a database that is not there yet from one that is set up wrongly.</summary>
internal static class DatabaseFailures
{
    /// <summary>
    /// Whether waiting helps: the server does not answer or takes no connection, or its schema is not migrated yet. A wrong
    /// password, an unknown database or a certificate that is refused stays wrong.
    /// </summary>
    public static bool MayPass(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case NotMigratedException or SocketException or NpgsqlException { IsTransient: true }:
                    return true;
                case PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedColumn }:
                    return true;
            }
        }

        return false;
    }
}
