using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>A YAML file as maps, lists and texts, with anchors and merges resolved.</summary>
internal static partial class Yaml
{
    public static Dictionary<object, object?> Read(string path) => Parse(File.ReadAllText(Path.Combine(Repository.Root, path)));

    public static Dictionary<object, object?> Parse(string text) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(new StringReader(text))));

    /// <summary>Every document of a file that holds several.</summary>
    public static IEnumerable<Dictionary<object, object?>> ParseAll(string text)
    {
        var parser = new Parser(new StringReader(text));
        var reader = new DeserializerBuilder().Build();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            if (reader.Deserialize<Dictionary<object, object?>>(parser) is { } document)
                yield return document;
        }
    }

    /// <summary>Keys that stand twice in one map: readers take the last of them or refuse the file, compose does the latter.</summary>
    public static List<string> RepeatedKeys(string text)
    {
        var stream = new Parser(new StringReader(text));
        var found = new List<string>();
        // The keys of each map that is open (none for a list), and whether a key comes next.
        var open = new Stack<(HashSet<string>? Keys, bool KeyIsNext)>();
        while (stream.MoveNext())
        {
            var node = stream.Current;
            if (node is MappingEnd or SequenceEnd)
                open.Pop();
            if (node is Scalar or AnchorAlias or MappingEnd or SequenceEnd && open.TryPop(out var map))
            {
                if (map.KeyIsNext && map.Keys?.Add(((Scalar)node).Value) == false)
                    found.Add($"{((Scalar)node).Value} (line {node.Start.Line})");
                open.Push((map.Keys, !map.KeyIsNext));
            }

            if (node is MappingStart)
                open.Push(([], true));
            if (node is SequenceStart)
                open.Push((null, false));
        }

        return found;
    }

    public static Dictionary<object, object?> Map(this Dictionary<object, object?> map, string key) => (Dictionary<object, object?>)map[key]!;

    public static List<object?> List(this Dictionary<object, object?> map, string key) =>
        map.TryGetValue(key, out var list) ? (List<object?>)list! : [];

    public static IEnumerable<string> Texts(this Dictionary<object, object?> map, string key) => map.List(key).Select(i => (string)i!);

    public static string Text(this Dictionary<object, object?> map, string key) => (string)map[key]!;

    /// <summary>Fills in what compose takes from the environment, here always the value that stands for a missing one.</summary>
    public static string Interpolated(string value) => Variable().Replace(value, m => m.Groups["default"].Value);

    [GeneratedRegex(@"\$\{\w+:[-?](?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
