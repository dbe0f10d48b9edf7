using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SaasPlatform.Testing;

/// <summary>The statements that ran inside requests, by trace.</summary>
public sealed class RecordedStatements : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(ActivityTraceId Trace, string Text)> _seen = new();

    public List<string> Of(ActivityTraceId trace) => [.. _seen.Where(s => s.Trace == trace).Select(s => s.Text)];

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Record(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Record(command);
        return ValueTask.FromResult(result);
    }

    /// <summary>The outbox delivers in the trace of the request, but not inside it.</summary>
    private void Record(DbCommand command)
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn")
                _seen.Enqueue((activity.TraceId, command.CommandText));
        }
    }
}
