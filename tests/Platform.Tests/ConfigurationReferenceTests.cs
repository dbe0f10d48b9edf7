using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>The reference and the list of names that services carry are what the code reads.</summary>
public sealed class ConfigurationReferenceTests
{
    private const string Regenerate =
        "differs from the code. Write it anew: UPDATE_CONFIGURATION=1 dotnet test tests/Platform.Tests --filter ConfigurationReferenceTests (then build again)";

    [Fact]
    public async Task Reference_NamesEverySetting() => await CompareAsync("docs/configuration.md", await ConfigurationReference.WriteAsync());

    [Fact]
    public async Task ListOfNames_IsWhatServicesRead() => await CompareAsync("platform/shared/Hosting/known-settings.txt", await ConfigurationReference.NamesAsync());

    [Fact]
    public async Task EverySetting_SaysWhatItMeans()
    {
        var silent = (await ConfigurationReference.WriteAsync()).Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.EndsWith("|  |", StringComparison.Ordinal));

        Assert.Empty(silent);
    }

    private static async Task CompareAsync(string file, string written)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable("UPDATE_CONFIGURATION") == "1")
            await File.WriteAllTextAsync(path, written);
        Assert.True(File.Exists(path) && await File.ReadAllTextAsync(path) == written, $"{file} {Regenerate}");
    }
}
