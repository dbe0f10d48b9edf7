using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>What can be seen of the Helm chart on any machine; with helm on PATH, what helm says of it too.</summary>
public sealed partial class ChartTests(ITestOutputHelper output)
{
    private const string Chart = "deploy/helm/saasplatform";
    private static readonly Dictionary<object, object?> Values = Yaml.Read(Chart + "/values.yaml");

    private static IEnumerable<(string Name, string Text)> Templates =>
        Directory.GetFiles(Path.Combine(Repository.Root, Chart, "templates")).Order().Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    [Fact]
    public void Services_HaveThePortsOfTheImages()
    {
        var compose = ComposeTests.ServicesOf("docker-compose.yml");
        foreach (var (name, service) in Services())
            Assert.Equal($"127.0.0.1:{service.Text("port")}:{service.Text("port")}", Assert.Single(compose[name].Texts("ports")));
    }

    [Fact]
    public void EverySetting_IsDocumented()
    {
        var documented = ComposeTests.DocumentedSettings();
        var given = Services().SelectMany(s => s.Value.Map("settings").Keys).Cast<string>()
            .Concat(Templates.SelectMany(t => SettingName().Matches(t.Text)).Select(m => m.Groups["name"].Value))
            .Select(ComposeTests.Setting)
            .ToHashSet();

        Assert.True(given.Count >= 10, "The names of the settings were not found.");
        Assert.All(given, name => Assert.Contains(name, documented));
    }

    [Fact]
    public void SecretFiles_AreMountedWhereTheyAreRead_AndExplained()
    {
        var explained = File.ReadAllText(Path.Combine(Repository.Root, Chart, "values.yaml"));
        foreach (var (name, service) in Services())
        {
            var files = service.Texts("secretFiles").ToList();
            var read = service.Map("settings").Values.Cast<string>().Where(v => v.StartsWith("/run/secrets/", StringComparison.Ordinal))
                .Select(v => v["/run/secrets/".Length..]).Append("service-connection");
            Assert.Equal(read.Order(), files.Order());
            Assert.All(files, f => Assert.Matches($"(?m)^#   .*{Regex.Escape(f)}", explained));
            Assert.False(files.Contains("owner-connection"), $"{name} must not see the owner's password.");
        }
    }

    [Fact]
    public void Connections_OfAllPodsFitTheDocumentedSum()
    {
        var (minimum, maximum) = (Number(Values.Map("database"), "minimumPoolSize"), Number(Values.Map("database"), "maximumPoolSize"));
        var pods = Services().Sum(s => Number(s.Value, "maxReplicas") + 1);

        Assert.True(minimum <= maximum, "The services would not start.");
        Assert.Contains($"{pods} x {maximum} = {pods * maximum}", File.ReadAllText(Path.Combine(Repository.Root, Chart, "values.yaml")), StringComparison.Ordinal);
        Assert.True(pods * maximum <= 240);
    }

    [Fact]
    public void Templates_UseValuesThatExist_AndCloseWhatTheyOpen()
    {
        var defined = Templates.SelectMany(t => Definition().Matches(t.Text)).Select(m => m.Groups["name"].Value).ToHashSet();
        foreach (var (name, text) in Templates)
        {
            foreach (var path in ValuePath().Matches(text).Select(m => m.Groups["path"].Value))
                Assert.True(Exists(path), $"{name} reads .Values.{path}, which values.yaml lacks.");
            foreach (var included in Inclusion().Matches(text).Select(m => m.Groups["name"].Value))
                Assert.True(defined.Contains(included), $"{name} includes {included}, which is not defined.");
            Assert.True(Opening().Count(text) == Closing().Count(text), $"{name} does not close what it opens.");
        }
    }

    [Fact]
    public void Schema_KnowsEveryValueAndAsksForWhatIsEmpty()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, Chart, "values.schema.json")));
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(Values.Keys.Cast<string>().Append("global").Order(), properties.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(1, properties.GetProperty("existingSecret").GetProperty("minLength").GetInt32());
        Assert.Equal(5, properties.GetProperty("addresses").GetProperty("required").GetArrayLength());
        foreach (var (name, value) in Values.Where(v => v.Value is Dictionary<object, object?> && (string)v.Key is not ("addresses" or "settings")))
        {
            var known = properties.GetProperty((string)name).GetProperty("properties").EnumerateObject().Select(p => p.Name);
            Assert.Equal(((Dictionary<object, object?>)value!).Keys.Cast<string>().Order(), known.Order());
        }
    }

    [Fact]
    public async Task Helm_WhereItIsInstalled_LintsAndRendersTheChart()
    {
        string[] given = ["identity", "company", "user", "partner", "web"];
        var arguments = given.SelectMany(a => new[] { "--set", $"addresses.{a}=https://{a}.example.com" }).Concat(["--set", "existingSecret=saas", "--set", "ingress.enabled=true"]);
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "helm")).FirstOrDefault(File.Exists);
        if (found is null)
        {
            output.WriteLine("helm is not on PATH: the chart's files were checked, not rendered.");
            Assert.True(File.Exists(Path.Combine(Repository.Root, Chart, "Chart.yaml")));
            return;
        }

        var lint = await Script.RunAsync(found, ["lint", "--strict", Path.Combine(Repository.Root, Chart), .. arguments], new Dictionary<string, string?>());
        Assert.True(lint.ExitCode == 0, lint.Output + lint.Errors);
        var rendered = await Script.RunAsync(found, ["template", "saas", Path.Combine(Repository.Root, Chart), .. arguments], new Dictionary<string, string?>());
        Assert.True(rendered.ExitCode == 0, rendered.Errors);
        Assert.Equal(4, Yaml.ParseAll(rendered.Output).Count(d => d.Text("kind") == "Deployment"));
        output.WriteLine("helm linted and rendered the chart.");
    }

    private static Dictionary<string, Dictionary<object, object?>> Services() =>
        Values.Map("services").ToDictionary(s => (string)s.Key, s => (Dictionary<object, object?>)s.Value!);

    private static bool Exists(string path)
    {
        object? at = Values;
        return path.Split('.').All(step => at is Dictionary<object, object?> map && map.TryGetValue(step, out at));
    }

    private static int Number(Dictionary<object, object?> map, string key) => int.Parse(map.Text(key), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"name: (?<name>(PLATFORM|IDENTITY|COMPANY|USER|PARTNER)_\w+),")]
    private static partial Regex SettingName();

    [GeneratedRegex("define \"(?<name>[^\"]+)\"")]
    private static partial Regex Definition();

    [GeneratedRegex("include \"(?<name>[^\"]+)\"")]
    private static partial Regex Inclusion();

    [GeneratedRegex(@"\.Values\.(?<path>\w+(\.\w+)*)")]
    private static partial Regex ValuePath();

    [GeneratedRegex(@"\{\{-? (if|range|with|define) ")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\{\{-? end ")]
    private static partial Regex Closing();
}
