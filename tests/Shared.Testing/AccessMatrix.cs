using System.Globalization;
using System.Text.Json.Nodes;

namespace SaasPlatform.Testing;

/// <summary>
/// A service's <c>access-matrix.tsv</c>: an operation a line, a kind of caller whose token is good a column, the status that they get a cell, written by hand. Callers without a good
/// token are <see cref="RefusedCaller"/>s.
/// </summary>
public static class AccessMatrix
{
    private static readonly string[][] Lines =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "access-matrix.tsv")).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t'))];

    /// <summary>The operations that have a line, in order.</summary>
    public static IEnumerable<string> Operations => Lines.Skip(1).Select(l => l[0]).Order();

    /// <summary>Every cell: operation, caller and status.</summary>
    public static IEnumerable<(string Operation, string Caller, int Status)> Cells =>
        from line in Lines.Skip(1)
        from column in Enumerable.Range(1, Lines[0].Length - 1)
        select (line[0], Lines[0][column], int.Parse(line[column], CultureInfo.InvariantCulture));

    /// <summary>The operations of a service's OpenAPI document, in order.</summary>
    public static async Task<IEnumerable<string>> DocumentedAsync(TestService service)
    {
        using var client = service.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        return document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!.Text("operationId")!).Order();
    }
}
