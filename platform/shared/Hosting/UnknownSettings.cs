using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Finds settings that nothing reads, most of which are misspelt.</summary>
internal static class UnknownSettings
{
    private const string Shared = "PLATFORM_";

    /// <summary>The settings of all services, a name a line; kept true by a test. What all services are given need not concern this one.</summary>
    private static readonly Lazy<string[]> OfAllServices = new(ReadAll);

    /// <summary>A line for each variable and argument whose name is not known, with the known name that is nearest.</summary>
    public static IEnumerable<string> Find(SettingsCatalogue catalogue, IConfiguration configuration, string service)
    {
        var own = catalogue.Settings.Select(s => s.Name).ToArray();
        string[] any = [.. own, .. OfAllServices.Value];
        foreach (var (variable, key) in Variables(service.ToUpperInvariant() + "_"))
        {
            if (!IsKnown(key, own))
                yield return Describe(variable, key, own);
        }

        foreach (var (variable, key) in Variables(Shared))
        {
            if (!IsKnown(key, any))
                yield return Describe(variable, key, any);
        }

        foreach (var key in Arguments(configuration))
        {
            if (!IsKnown(key, any))
                yield return Describe("--" + key, key, any);
        }
    }

    private static IEnumerable<(string Variable, string Key)> Variables(string prefix) =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        orderby name
        select (name, name[prefix.Length..].Replace("__", ":", StringComparison.Ordinal));

    private static IEnumerable<string> Arguments(IConfiguration configuration) => ((IConfigurationRoot)configuration).Providers
        .OfType<CommandLineConfigurationProvider>()
        .SelectMany(p => new ConfigurationRoot([p]).AsEnumerable())
        .Where(s => s.Value is not null)
        .Select(s => s.Key);

    private static bool IsKnown(string key, string[] names)
    {
        var name = key.EndsWith(SettingFiles.Suffix, StringComparison.OrdinalIgnoreCase) ? key[..^SettingFiles.Suffix.Length] : key;
        return Array.Exists(names, known => Matches(known.Split(':'), name.Split(':')));
    }

    /// <summary>A star at the end of a free section stands for all that follows.</summary>
    private static bool Matches(string[] known, string[] key)
    {
        if (known.Length != key.Length && !(known is [_, "*"] && key.Length > 2))
            return false;
        return known.Zip(key).All(pair => pair.First == "*" || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string Describe(string variable, string key, string[] names)
    {
        var nearest = names.Select(n => (Name: n, Distance: Distance(n.ToUpperInvariant(), key.ToUpperInvariant()))).MinBy(n => n.Distance);
        return $"The setting {variable} is not known" + (nearest.Distance <= Math.Max(3, key.Length / 4) ? $"; did you mean {nearest.Name}?" : ".");
    }

    /// <summary>The edits from one word to the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[b.Length];
    }

    private static string[] ReadAll()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SaasPlatform.Shared.Hosting.known-settings.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
