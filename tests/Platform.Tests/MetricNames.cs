using System.Text.Json;
using System.Text.RegularExpressions;

namespace SaasPlatform.Platform.Tests;

/// <summary>The names of metrics in the files that operators load, and in what a service exports.</summary>
internal static partial class MetricNames
{
    private static readonly string[] Words =
        ["by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "and", "or", "unless", "inf", "nan"];

    /// <summary>The names in a scrape: of every sample, as a query would name it.</summary>
    public static IEnumerable<string> InScrape(string text) => text.Split('\n')
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l[..l.IndexOfAny(['{', ' '])]);

    /// <summary>The names in the queries of an alert file or a dashboard.</summary>
    public static IEnumerable<string> InFile(string path)
    {
        var queries = path.EndsWith(".json", StringComparison.Ordinal)
            ? Expressions(JsonDocument.Parse(File.ReadAllText(path)).RootElement)
            : Expressions(File.ReadAllLines(path));
        return queries.SelectMany(InQuery);
    }

    /// <summary>What is left of a query without texts, labels, times and functions.</summary>
    public static IEnumerable<string> InQuery(string query)
    {
        var bare = Text().Replace(query, "");
        bare = Labels().Replace(bare, " ");
        bare = Grouping().Replace(bare, " ");
        return Name().Matches(bare).Select(m => m.Value).Where(n => !Words.Contains(n.ToLowerInvariant()));
    }

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p is { Name: "expr", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Expressions(p.Value)),
        _ => [],
    };

    /// <summary>Values of <c>expr</c>, on the same line or as a block that is indented deeper.</summary>
    private static IEnumerable<string> Expressions(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var (key, indent) = (lines[i].Trim(), Indent(lines[i]));
            if (!key.StartsWith("expr:", StringComparison.Ordinal))
                continue;
            var value = key["expr:".Length..].Trim();
            yield return value is "|" or ">" or "|-" or ">-"
                ? string.Join(' ', lines.Skip(i + 1).TakeWhile(l => l.Trim().Length == 0 || Indent(l) > indent))
                : value;
        }
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\$\w+|#.*")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    /// <summary>A name that no parenthesis follows: those are functions.</summary>
    [GeneratedRegex(@"(?<![\w:.])[A-Za-z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
