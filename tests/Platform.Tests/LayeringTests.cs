using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The layering of the design, read from the project files and the tree.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["identity/Identity.csproj"] = ["platform/shared/Shared.csproj", "keys/Keys.csproj"],
        ["apis/company/Company.csproj"] = ["platform/shared/Shared.csproj"],
        ["apis/user/User.csproj"] = ["platform/shared/Shared.csproj"],
        ["apis/partner/Partner.csproj"] = ["platform/shared/Shared.csproj"],
        ["keys/Keys.csproj"] = ["platform/shared/Shared.csproj"],
        ["platform/shared/Shared.csproj"] = [],
        ["docs/examples/protect-your-own-api/aspnetcore/Invoices.csproj"] = [],
        ["platform/host/Host.csproj"] = ["identity/Identity.csproj", "apis/company/Company.csproj", "apis/user/User.csproj", "apis/partner/Partner.csproj", "platform/shared/Shared.csproj", "keys/Keys.csproj"],
    };

    public static TheoryData<string> Projects => [.. MayReference.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatTheDesignAllows(string project)
    {
        var references = References(project).ToList();

        Assert.All(references, r => Assert.Contains(r, MayReference[project]));
    }

    [Fact]
    public void EveryProject_HasItsPlaceInTheDesign()
    {
        var projects = Files("*.csproj").Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)).Order();

        Assert.Equal(MayReference.Keys.Order(), projects);
    }

    [Fact]
    public void OnlyThePlatformTests_ReferenceSeveralServices()
    {
        string[] services = ["identity/Identity.csproj", "apis/company/Company.csproj", "apis/user/User.csproj", "apis/partner/Partner.csproj", "platform/host/Host.csproj"];
        var several = Files("*.csproj")
            .Where(p => p.StartsWith("tests/", StringComparison.Ordinal))
            .Where(p => References(p).Count(services.Contains) > 1 || References(p).Contains("platform/host/Host.csproj"));

        Assert.All(several, p => Assert.StartsWith("tests/Platform.Tests/", p, StringComparison.Ordinal));
    }

    [Fact]
    public void SourceFiles_HaveNamesThatSaySomething()
    {
        var vague = Files("*.cs").Where(f => VagueName().IsMatch(Path.GetFileNameWithoutExtension(f)));

        Assert.Empty(vague);
    }

    [Fact]
    public void SourceFiles_StayUnderTheLimitOf250Lines()
    {
        var tooLong = Files("*.cs")
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(Path.Combine(Repository.Root, f)).Count() > 250);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void SettingsByName_AreReadOnlyWhereAServiceIsComposed()
    {
        var readers = Files("*.cs")
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal) && !f.StartsWith("docs/", StringComparison.Ordinal))
            .Where(f => ConfigurationIndexer().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, f))));

        Assert.All(readers, f => Assert.EndsWith("App.cs", f, StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyOneFile_AddsOpenIddict()
    {
        var files = Files("*.cs").Where(f => f.StartsWith("identity/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(Path.Combine(Repository.Root, f)).Contains(".AddOpenIddict(", StringComparison.Ordinal));

        Assert.Equal("identity/Protocol/IdentityServer.cs", Assert.Single(files));
    }

    private static IEnumerable<string> References(string project)
    {
        var path = Path.Combine(Repository.Root, project);
        return XDocument.Load(path).Descendants("ProjectReference")
            .Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, r.Attribute("Include")!.Value)))
            .Select(r => Path.GetRelativePath(Repository.Root, r).Replace('\\', '/'));
    }

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !BuildOutput().IsMatch(f));

    [GeneratedRegex("(Helper|Util|Common|Manager|Misc)s?$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"onfiguration\[""")]
    private static partial Regex ConfigurationIndexer();

    [GeneratedRegex("(^|/)(bin|obj|node_modules|artifacts)/")]
    private static partial Regex BuildOutput();
}
