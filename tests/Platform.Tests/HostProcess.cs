namespace SaasPlatform.Platform.Tests;

/// <summary>The all-in-one host as a newcomer runs it, on free ports and a data folder of its own.</summary>
internal static class HostProcess
{
    private static readonly string[] Services = ["Identity", "Company", "User", "Partner"];

    /// <summary>Settings of a host on free ports with its data in this folder.</summary>
    public static Dictionary<string, string?> Settings(string dataFolder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["PLATFORM_Database__Directory"] = dataFolder,
        };
        foreach (var service in Services)
        {
            var address = $"http://localhost:{ServiceProcess.FreePort()}";
            settings[$"PLATFORM_Addresses__{service}"] = address;
            settings[$"{service.ToUpperInvariant()}_Http__Url"] = address;
        }

        return settings;
    }

    /// <summary>Starts a host and waits until it says that it runs.</summary>
    public static Task<ServiceProcess> RunningAsync(Dictionary<string, string?> settings) =>
        ServiceProcess.RunningAsync("Host", settings, "SaasPlatform is running");

    /// <summary>Starts a host that is expected to give up, and waits for its exit code.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> ErrorLines)> FailingAsync(Dictionary<string, string?> settings)
    {
        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Host", settings);
        return (exitCode, errors);
    }
}
