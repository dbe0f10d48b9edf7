using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Data;

/// <summary>
/// Tells PostgreSQL, before it is asked or told anything, whose rows this request is about; its row-level security hides all others, also from
/// a query that forgot to say so. In a transaction it is said once, at the beginning; elsewhere together with the statement, in the same round trip. It never
/// outlives the transaction, so that the next user of a pooled connection finds nothing. SQLite has no such wall.
/// </summary>
/// <remarks>The other half is in the migration <c>RowLevelSecurity</c>.</remarks>
internal sealed class CompanyBoundary(IHttpContextAccessor http) : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    private const string Account = "boundary_account";
    private const string Company = "boundary_company";

    /// <summary>What the platform does by itself: workers, commands, and operations <see cref="CompanyBoundaries.AcrossCompanies"/>.</summary>
    private const string Everything = "SELECT set_config('saasplatform.reach', 'platform', true);\n";

    /// <summary>The caller's own memberships and their companies.</summary>
    private const string OwnMemberships = $"SELECT set_config('saasplatform.account_id', @{Account}, true);\n";

    /// <summary>One company, if the caller belongs to it. Asked once: who leaves a company ends what they began.</summary>
    private const string OneCompany = $"SELECT set_config('saasplatform.company_id', company.entered_by(@{Account}, @{Company}), true);\n";

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Precede(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Precede(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Precede(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Precede(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (IsPreceded(command))
            result.NextResult();
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (IsPreceded(command))
            await result.NextResultAsync(cancellationToken);
        return result;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        using var command = connection.CreateCommand();
        command.Transaction = result;
        if (TryWrite(command))
            command.ExecuteNonQuery();
        return result;
    }

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = result;
        if (TryWrite(command))
            await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    /// <summary>What is saved is counted by the order of its statements: none may precede them.</summary>
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    private void Precede(DbCommand command, CommandEventData eventData)
    {
        // The table of migrations is nobody's, and may be read before there is a schema.
        if (command.Transaction is null && eventData.CommandSource != CommandSource.Migrations)
            TryWrite(command);
    }

    private static bool IsPreceded(DbCommand command) => command is NpgsqlCommand
        && (command.CommandText.StartsWith(Everything, StringComparison.Ordinal) || command.Parameters.Contains(Account));

    /// <summary>Puts before the command what it may reach; nothing where that is nothing.</summary>
    private bool TryWrite(DbCommand command)
    {
        if (command is not NpgsqlCommand)
            return false;
        if (http.HttpContext is not { } request || request.GetEndpoint()?.Metadata.GetMetadata<AcrossCompanies>() is not null)
        {
            command.CommandText = Everything + command.CommandText;
            return true;
        }

        if (request.User.FindFirst("sub") is null)
            return false;
        var caller = new CurrentUser(request.User);
        // Of clients only machine clients of companies belong anywhere: their ids are of that form, and their tokens name the company.
        if (!Guid.TryParseExact(caller.Subject, "D", out var account) || (!caller.IsPerson && caller.OrganizationId is null))
            return false;
        var named = Guid.TryParse(request.GetRouteValue("companyId") as string, out var id) ? id : (Guid?)null;
        if ((named ?? caller.OrganizationId) is not { } company)
        {
            command.CommandText = OwnMemberships + command.CommandText;
        }
        else if (caller.OrganizationId is null || caller.OrganizationId == company)
        {
            command.CommandText = OneCompany + command.CommandText;
            command.Parameters.Add(new NpgsqlParameter(Company, company.ToString()));
        }
        else
        {
            return false;
        }

        command.Parameters.Add(new NpgsqlParameter(Account, account.ToString()));
        return true;
    }
}

/// <summary>An operation that is about no company in particular, and sees to it by itself what it shows.</summary>
internal sealed record AcrossCompanies;

internal static class CompanyBoundaries
{
    /// <summary>Lifts the wall between companies for these operations: what they read and write is bounded by their own conditions alone.</summary>
    public static TBuilder AcrossCompanies<TBuilder>(this TBuilder operations)
        where TBuilder : IEndpointConventionBuilder => operations.WithMetadata(new AcrossCompanies());
}
