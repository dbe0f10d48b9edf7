using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The script that the README shows to partners, run as it is against a running host.</summary>
[Collection<WithARestartedHost>]
[UnsupportedOSPlatform("windows")]
public sealed class PartnerScriptTests(RestartedHost host)
{
    [Fact]
    public async Task Script_ReadsItsOwnPartnerRecordAndItsClients()
    {
        var (exitCode, output, errors) = await RunAsync(Path.Combine(host.Data, "partner.env"));

        Assert.True(exitCode == 0, errors);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(3, answers.Count);
        var listed = Assert.Single(answers[0].GetProperty("items").EnumerateArray());
        var partner = answers[1];
        Assert.Equal(listed.GetProperty("id").GetString(), partner.GetProperty("id").GetString());
        Assert.Equal("ООО «Интегратор»", partner.GetProperty("name").GetString());
        Assert.Equal("6663003127", partner.GetProperty("inn").GetString());
        Assert.Equal("active", partner.GetProperty("status").GetString());
        var client = Assert.Single(answers[2].GetProperty("items").EnumerateArray());
        Assert.Equal("partner-demo", client.GetProperty("clientId").GetString());
        Assert.Equal(JsonValueKind.Null, answers[2].GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task Script_WithAWrongSecretSaysSoAndFails()
    {
        var file = Path.Combine(host.Data, "wrong.env");
        var lines = await File.ReadAllLinesAsync(Path.Combine(host.Data, "partner.env"));
        await File.WriteAllLinesAsync(file, lines.Select(l => l.StartsWith("CLIENT_SECRET=", StringComparison.Ordinal) ? "CLIENT_SECRET=wrong" : l));

        var (exitCode, _, errors) = await RunAsync(file);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("401", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string environmentFile)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "docs/examples/partner.sh"), environmentFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = script.StandardOutput.ReadToEndAsync();
        var errors = script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, await output, await errors);
    }
}
