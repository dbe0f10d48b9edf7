using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>What can be seen of the compose files without a container engine.</summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Files = ["docker-compose.yml", "docker-compose.observability.yml"];

    private static readonly Dictionary<string, string> Ports = new()
    {
        ["identity"] = "8000",
        ["company"] = "8001",
        ["user"] = "8002",
        ["partner"] = "8003",
    };

    public static TheoryData<string> Services => [.. Ports.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_HasTheSamePortEverywhere(string service)
    {
        var port = Ports[service];
        var name = char.ToUpperInvariant(service[0]) + service[1..];
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "deploy/Dockerfile"));
        var stage = dockerfile[dockerfile.IndexOf($"FROM runtime AS {service}\n", StringComparison.Ordinal)..];

        Assert.Equal($"127.0.0.1:{port}:{port}", Assert.Single(ServicesOf(Files[0])[service].Texts("ports")));
        Assert.StartsWith(
            $"""
            FROM runtime AS {service}
            ENV {service.ToUpperInvariant()}_Http__Url=http://0.0.0.0:{port}
            EXPOSE {port}
            HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "{name}.dll", "health", "check"]
            ENTRYPOINT ["dotnet", "{name}.dll"]
            """, stage, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryContainer_IsPinnedAndCanDoNoMoreThanItMust()
    {
        foreach (var (name, container) in Files.SelectMany(ServicesOf))
        {
            var image = Yaml.Interpolated(container.Text("image"));
            Assert.True(PinnedImage().IsMatch(image), $"{name}: {image}");
            Assert.True(container.Text("read_only") == "true", name);
            Assert.Equal(["ALL"], container.Texts("cap_drop"));
            Assert.Equal(["no-new-privileges:true"], container.Texts("security_opt"));
            Assert.True(container.ContainsKey("mem_limit") && container.ContainsKey("cpus"), $"{name} has no limits.");
            Assert.False(container.ContainsKey("privileged") || container.ContainsKey("network_mode"), name);
            Assert.True(name is "postgres" || !container.ContainsKey("cap_add"), name);
        }
    }

    [Fact]
    public void Secrets_AreDeclaredMountedAndReadByTheSameNames()
    {
        foreach (var file in Files)
        {
            var declared = Yaml.Read(file).Map("secrets");
            Assert.All(declared, s => Assert.Equal("./deploy/secrets/" + s.Key, ((Dictionary<object, object?>)s.Value!).Text("file")));
            var mounted = ServicesOf(file).SelectMany(s => s.Value.Texts("secrets")).ToHashSet();
            Assert.Equal(declared.Keys.Cast<string>().Order(), mounted.Order());

            foreach (var (name, container) in ServicesOf(file))
            {
                var read = EnvironmentOf(container).Values.Concat(container.Texts("command"))
                    .Where(v => v?.StartsWith("/run/secrets/", StringComparison.Ordinal) == true)
                    .Select(v => v!["/run/secrets/".Length..]);
                Assert.All(read, secret => Assert.Contains(secret, container.Texts("secrets")));
            }
        }
    }

    [Fact]
    public void SettingFiles_AreMountedWhereTheyAreRead()
    {
        var containers = Files.SelectMany(ServicesOf).ToList();
        var files = containers.SelectMany(c => EnvironmentOf(c.Value).Where(v => v.Key.EndsWith("__FILE", StringComparison.Ordinal)), (c, v) => (Container: c, v.Key, Path: v.Value ?? PassedOn(v.Key))).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.True(
            f.Container.Value.Texts("secrets").Any(s => f.Path == "/run/secrets/" + s), $"{f.Container.Key}: {f.Key} is {f.Path}, which is no secret of it."));

        // A path that .env may give is that of the secret called as the setting: Mail__Password, mail-password.
        static string PassedOn(string variable) => "/run/secrets/" + Setting(variable).Replace("__", "-", StringComparison.Ordinal).ToLowerInvariant();
    }

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("docker-compose.observability.yml")]
    [InlineData("deploy/helm/saasplatform/values.yaml")]
    public void Keys_StandOnceInTheirMap(string file) =>
        Assert.Empty(Yaml.RepeatedKeys(File.ReadAllText(Path.Combine(Repository.Root, file))));

    [Fact]
    public void Keys_ThatStandTwice_AreFound() =>
        Assert.Equal(["a (line 3)", "c (line 5)"], Yaml.RepeatedKeys("a: 1\nb: [{ a: 1 }, { a: 2 }]\na:\n  c: &c 1\n  c: *c\n"));

    [Fact]
    public void EverySetting_IsDocumented()
    {
        var documented = DocumentedSettings();
        var given = ServicesOf(Files[0]).SelectMany(s => EnvironmentOf(s.Value).Keys)
            .Where(n => SettingName().IsMatch(n))
            .Select(Setting);

        Assert.All(given, name => Assert.Contains(name, documented));
    }

    [Fact]
    public void Connections_OfAllPoolsFitTheServer()
    {
        var services = ServicesOf(Files[0]);
        var limit = services["postgres"].Texts("command").Single(c => c.StartsWith("max_connections=", StringComparison.Ordinal)).Split('=')[1];
        var pools = Ports.Keys.Sum(s => Number(EnvironmentOf(services[s])["PLATFORM_Database__MaximumPoolSize"]!));

        Assert.True(pools + 20 <= Number(limit), $"The pools may take {pools}, the server {limit}.");
    }

    [Fact]
    public void Paths_ThatAreMountedExist()
    {
        var mounts = Files.SelectMany(ServicesOf).SelectMany(s => s.Value.Texts("volumes")).Where(v => v.StartsWith("./", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(mounts);
        Assert.All(mounts, m => Assert.True(Path.Exists(Path.Combine(Repository.Root, m.Split(':')[0])), m));
    }

    internal static Dictionary<string, Dictionary<object, object?>> ServicesOf(string file) =>
        Yaml.Read(file).Map("services").ToDictionary(s => (string)s.Key, s => (Dictionary<object, object?>)s.Value!);

    /// <summary>Variables with a value of their own or a default; one that is only passed on has none.</summary>
    internal static Dictionary<string, string?> EnvironmentOf(Dictionary<object, object?> container) =>
        container.TryGetValue("environment", out var found)
            ? ((Dictionary<object, object?>)found!).ToDictionary(v => (string)v.Key, v => v.Value is string text ? Yaml.Interpolated(text) : null)
            : [];

    /// <summary>The settings in .env.example, those in its comments included.</summary>
    internal static HashSet<string> DocumentedSettings() =>
        [.. DocumentedName().Matches(File.ReadAllText(Path.Combine(Repository.Root, ".env.example"))).Select(m => Setting(m.Groups["name"].Value))];

    /// <summary>The setting that a variable names, for whichever service it is and wherever its value stands.</summary>
    internal static string Setting(string variable)
    {
        var name = SettingName().Replace(variable, "");
        return name.EndsWith("__FILE", StringComparison.Ordinal) ? name[..^"__FILE".Length] : name;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(saasplatform/(identity|company|user|partner):local|[\w./-]+:v?\d+\.\d+[\w.-]*)$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex("^(PLATFORM|IDENTITY|COMPANY|USER|PARTNER)_")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^#? ?(or )?(?<name>\w+)=", RegexOptions.Multiline)]
    private static partial Regex DocumentedName();
}
