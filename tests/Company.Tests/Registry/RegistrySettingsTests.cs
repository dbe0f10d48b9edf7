using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>Settings that cannot work are told before the first request, by name.</summary>
public sealed class RegistrySettingsTests
{
    private const string Key = "a-key-that-nobody-may-read";

    [Theory]
    [InlineData("Registry:Token: is required", "Provider=DaData")]
    [InlineData("Registry:Token: must be an API key", "Provider=DaData", "Token=" + Key + "\r\nX-Header: 1")]
    [InlineData("Registry:Token: must be an API key", "Provider=DaData", "Token=" + Key + " é")]
    [InlineData("Registry:OfflineFile: is for the offline registry", "Provider=DaData", "Token=" + Key, "OfflineFile=registry.json")]
    [InlineData("Registry:Address: must be an https address", "Provider=DaData", "Token=" + Key, "Address=http://registry.example")]
    [InlineData("Registry:Address: must be an https address", "Address=/suggestions")]
    [InlineData("Registry:TotalMilliseconds: must be more than", "AttemptMilliseconds=2000", "TotalMilliseconds=2000")]
    [InlineData("Registry:KeepFor: must not be less than", "FreshFor=2.00:00:00", "KeepFor=1.00:00:00")]
    [InlineData("Registry:RecheckAfter: must not be less than", "FreshFor=2.00:00:00", "RecheckAfter=1.00:00:00")]
    [InlineData("Registry:RecheckBatch: The field RecheckBatch must be between", "RecheckBatch=0")]
    [InlineData("CompanyEvents:Address: must be an https address", "../CompanyEvents:Address=http://receiver.example/")]
    [InlineData("CompanyEvents:Secrets: needs whsec_", "../CompanyEvents:Address=https://receiver.example/")]
    [InlineData("CompanyEvents:Secrets: needs whsec_", "../CompanyEvents:Address=https://receiver.example/", "../CompanyEvents:Secrets:0=" + Key)]
    [InlineData("Registry:FreshFor: The field FreshFor must be between", "FreshFor=00:00:10")]
    [InlineData("Registry:BreakSeconds: The field BreakSeconds must be between", "BreakSeconds=0")]
    [InlineData("Registry:Provider", "Provider=Spark")]
    [InlineData("which cannot be read", "OfflineFile=/nowhere/registry.json")]
    [InlineData("RateLimits:registry-lookups needs", "../RateLimits:registry-lookups:PermitLimit=0")]
    public async Task WrongSetting_IsNamedWithoutTheKey(string message, params string[] settings)
    {
        var failures = await FailuresAsync(settings);

        Assert.Contains(failures, f => f.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain(failures, f => f.Contains(Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "is no list of entries")]
    [InlineData("[{", "is no list of entries")]
    [InlineData("""[{"inn":"7707083893"}]""", "is no list of entries")]
    [InlineData("""[{"inn":"7707083893","fullName":"A","director":"B"}]""", "is no list of entries")]
    [InlineData("""[{"inn":"7707083893","fullName":"A","status":"asleep"}]""", "is no list of entries: see $[0].status")]
    [InlineData("""[{"inn":"7707083893","fullName":"A"},{"inn":"7707083894","fullName":"A"}]""", "whose entry 2 needs")]
    [InlineData("""[{"inn":"7707083893","fullName":" "}]""", "whose entry 1 needs")]
    [InlineData("""[{"inn":"7707083893","fullName":"A","kpp":"1"}]""", "whose entry 1 needs")]
    [InlineData("""[{"inn":"7707083893","fullName":"A","status":"notFound"}]""", "whose entry 1 needs")]
    [InlineData("[null]", "whose entry 1 needs")]
    public async Task WrongFileOfEntries_IsNamedWithThePlace(string content, string message)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, content);

            var failures = await FailuresAsync($"OfflineFile={file}");

            Assert.Contains(failures, f => f.Contains(message, StringComparison.Ordinal) && f.Contains(file, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("Provider=DaData", "Token=" + Key)]
    [InlineData("Provider=DaData", "Token=" + Key, "Address=http://127.0.0.1:9000/gateway/")]
    public async Task RightSettings_AreTaken(params string[] settings) =>
        Assert.DoesNotContain(await FailuresAsync(settings), f => f.Contains("Registry", StringComparison.OrdinalIgnoreCase));

    private static async Task<IReadOnlyList<string>> FailuresAsync(params string[] settings)
    {
        await using var app = CompanyApp.Create([.. settings.Select(s => s.StartsWith("../", StringComparison.Ordinal) ? $"--{s[3..]}" : $"--Registry:{s}")], null);
        return [.. app.Services.GetRequiredService<SettingsCatalogue>().Failures(app.Services)];
    }
}
