using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Pages.Error;
using SaasPlatform.Identity.Tests.Pages;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>docs/errors.md lists every code that identity answers with, each with what it means and what to do.</summary>
public sealed partial class ErrorDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Root(), "docs/errors.md"));

    [Fact]
    public void Document_NamesEveryCode()
    {
        var known = typeof(OpenIddictConstants.Errors).GetFields().ToDictionary(f => f.Name, f => (string)f.GetRawConstantValue()!);
        var used = Directory.EnumerateFiles(Path.Combine(Root(), "identity"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(f => Constant().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Where(known.ContainsKey).Select(n => known[n]);
        var statuses = Enumerable.Range(400, 200).Select(ErrorModel.CodeOf);
        var expected = ProtocolErrorTests.Codes.Concat(used).Concat(statuses).Distinct().ToList();
        var documented = Row().Matches(Document).Select(m => m.Groups["code"].Value).ToList();

        Assert.Empty(expected.Except(documented));
        Assert.Empty(documented.Except(expected).Except(known.Values));
    }

    [Fact]
    public void EveryCode_HasAMeaningAndARemedy() => Assert.All(
        Row().Matches(Document).ToList(),
        row => Assert.True(row.Groups["meaning"].Value.Trim().Length >= 8 && row.Groups["remedy"].Value.Trim().Length >= 8, row.Value));

    private static string Root([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../..");

    [GeneratedRegex(@"\bErrors\.(\w+)")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\| `(?<code>[a-z_]+)` \|(?<meaning>[^|]+)\|(?<remedy>[^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
