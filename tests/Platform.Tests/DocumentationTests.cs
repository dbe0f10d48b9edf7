using System.Text.RegularExpressions;
using SaasPlatform.Platform.Tests.Deployment;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>What the documents name exists.</summary>
public sealed partial class DocumentationTests
{
    private static IEnumerable<string> Documents =>
        Files("*.md").Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void Tests_ThatDocumentsNameExist()
    {
        var known = Files("*Tests.cs").Where(f => f.Contains("/tests/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .SelectMany(source => TestClass().Matches(source)
                .SelectMany(c => TestMethod().Matches(source).Select(m => $"{c.Groups["name"].Value}.{m.Groups["name"].Value}").Append(c.Groups["name"].Value)))
            .ToHashSet();
        var named = Documents.SelectMany(f => NamedTest().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value)).ToHashSet();

        Assert.True(named.Count > 50, $"Only {named.Count} names of tests were found.");
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Links_LeadToFilesThatExist()
    {
        var broken = Documents.SelectMany(f => Link().Matches(File.ReadAllText(f))
            .Select(m => m.Groups["path"].Value)
            .Where(p => !Path.Exists(Path.Combine(Path.GetDirectoryName(f)!, p)))
            .Select(p => $"{Path.GetRelativePath(Repository.Root, f)}: {p}"));

        Assert.Empty(broken);
    }

    [Fact]
    public void EveryAlert_HasATestAndSaysWhatToDo()
    {
        var rules = File.ReadAllText(Path.Combine(Repository.Root, "deploy/prometheus/alerts.yml"));
        var tests = File.ReadAllText(Path.Combine(Repository.Root, "deploy/prometheus/alerts.test.yml"));
        var checklists = File.ReadAllText(Path.Combine(Repository.Root, "docs/incidents.md"));
        var alerts = Alert().Matches(rules).Select(m => m.Groups["name"].Value).ToList();

        Assert.True(alerts.Count >= 6);
        Assert.All(alerts, name => Assert.Matches($"alertname: {name}\n +exp_alerts:", tests));
        Assert.All(alerts, name => Assert.Contains($"### {name}\n", checklists, StringComparison.Ordinal));
    }

    [Fact]
    public void Prometheus_ScrapesTheServicesOfTheComposeFile()
    {
        var scraped = Yaml.Read("deploy/prometheus/prometheus.yml").List("scrape_configs").Cast<Dictionary<object, object?>>()
            .ToDictionary(s => s.Text("job_name"), s => (string)((Dictionary<object, object?>)s.List("static_configs")[0]!).List("targets")[0]!);
        var services = ComposeTests.ServicesOf("docker-compose.yml").Where(s => s.Value.ContainsKey("ports"));

        Assert.Equal(services.ToDictionary(s => s.Key, s => $"{s.Key}:{s.Value.Texts("ports").Single().Split(':')[2]}"), scraped);
    }

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden });

    [GeneratedRegex(@"class (?<name>\w+Tests)\b")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"public (async Task|void) (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+Tests(\.\w+_\w+)?)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\]\((?<path>[^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"alert: (?<name>\w+)")]
    private static partial Regex Alert();
}
