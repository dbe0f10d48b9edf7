using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Audit;

/// <summary>How a log is written into a file.</summary>
public enum AuditExportFormat
{
    /// <summary>A table for spreadsheets (RFC 4180).</summary>
    Csv,

    /// <summary>One JSON object a line, as the list has them.</summary>
    JsonLines,
}

/// <summary>Streams a log, page by page, so that its size costs no memory. Whoever stops reading stops it.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file, without its ending.</param>
/// <param name="read">Reads a page.</param>
public sealed class AuditExport(AuditExportFormat format, string name, Func<PageRequest, CancellationToken, Task<Page<AuditEntryResponse>>> read) : IResult
{
    public const string CsvType = "text/csv";
    public const string JsonLinesType = "application/x-ndjson";

    private const int PageSize = 500;

    private static readonly string[] Columns =
        ["id", "at", "actorKind", "actorId", "actorName", "clientId", "action", "targetType", "targetId", "changes", "ipAddress", "userAgent", "isErased", "traceId", "batch"];

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, aborted) = (httpContext.Response, httpContext.RequestAborted);
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        // Read before anything is written, so that a failure can still be told.
        var page = await read(new() { Limit = PageSize }, aborted);
        response.ContentType = format == AuditExportFormat.Csv ? $"{CsvType}; charset=utf-8" : JsonLinesType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{(format == AuditExportFormat.Csv ? "csv" : "jsonl")}\"";
        response.Headers.CacheControl = "private, no-store";

        // Spreadsheets take a file for UTF-8 by the mark at its beginning.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == AuditExportFormat.Csv), leaveOpen: true);
        if (format == AuditExportFormat.Csv)
            await writer.WriteAsync(Line(Columns));
        while (true)
        {
            foreach (var entry in page.Items)
                await writer.WriteAsync(format == AuditExportFormat.Csv ? Line(Cells(entry)) : JsonSerializer.Serialize(entry, json) + "\n");
            await writer.FlushAsync(aborted);
            if (page.NextCursor is null)
                return;
            page = await read(new() { Limit = PageSize, Cursor = page.NextCursor }, aborted);
        }
    }

    private static IEnumerable<string?> Cells(AuditEntryResponse e) =>
    [
        e.Id.ToString(), e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        JsonNamingPolicy.CamelCase.ConvertName(e.Actor.Kind.ToString()), e.Actor.Id, e.Actor.Name, e.Actor.ClientId, e.Action, e.Target.Type, e.Target.Id,
        JsonSerializer.Serialize(e.Changes, AuditChanges.Json),
        e.IpAddress, e.UserAgent, e.IsErased ? "true" : "false", e.TraceId, e.Batch?.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>
    /// A spreadsheet runs a cell that begins like a formula, so an apostrophe is put before it (OWASP, CSV injection). Every cell is
    /// quoted: none can begin another one.
    /// </summary>
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        var harmless = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + value : value;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
