using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>
/// A service as its container runs it: the output of <c>deploy/publish</c>, which it cannot write, with no environment but
/// the one given, a temporary folder of its own, and, where the tests run as root, another user.
/// </summary>
internal sealed class PublishedProcess(string folder, string assembly, IReadOnlyDictionary<string, string?> environment) : IAsyncDisposable
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private Process? _serving;

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Publishes a service from what is already built.</summary>
    public static async Task PublishAsync(string assembly, string output)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "deploy/publish"), [assembly.ToLowerInvariant(), output, "--no-build"])
        {
            Environment = { ["CONFIGURATION"] = configuration },
        };
        var (exitCode, said) = await RunAsync(start);
        if (exitCode != 0)
            throw new InvalidOperationException($"deploy/publish {assembly}: {said}");
        await ModeAsync("a-w", output);
    }

    public static Task ModeAsync(string mode, string path) => RunAsync(new ProcessStartInfo("chmod", ["-R", mode, path]));

    /// <summary>Gives a folder to the user as whom services run here.</summary>
    public static async Task GiveAsync(string path)
    {
        if (IsRoot)
            await RunAsync(new ProcessStartInfo("chown", ["-R", $"{Nobody}:{Nobody}", path]));
    }

    /// <summary>Runs a command of the service beside the one that serves, as <c>docker exec</c> would.</summary>
    public Task<(int ExitCode, string Said)> CommandAsync(params string[] words) => RunAsync(StartInfo(words));

    public void Start()
    {
        var start = StartInfo([]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _serving = Process.Start(start)!;
        _serving.BeginOutputReadLine();
        _serving.BeginErrorReadLine();
    }

    /// <summary>Asks the service's own health check until it gives the expected exit code and text.</summary>
    public async Task HealthAsync(int expected, string text)
    {
        // Asked over HTTP at first: a process for each question would take the time that the service needs.
        var address = new Uri(environment[$"PLATFORM_Addresses__{assembly}"] + "/health/ready");
        await Eventually.IsAsync(() => Eventually.GetAsync(address), a => _serving!.HasExited || (a.Status == HttpStatusCode.OK ? 0 : a.Status is null ? -1 : 1) == expected);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (exitCode, said) = await CommandAsync("health", "check");
            if (exitCode == expected && said.Contains(text, StringComparison.Ordinal))
                return;
            if (_serving!.HasExited || patience.IsCancellationRequested)
                throw new InvalidOperationException($"{assembly} answers {exitCode}: {said}");
        }
    }

    /// <summary>Asks it to stop, as a container engine does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _serving!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _serving.WaitForExitAsync().WaitAsync(Patience);
        return _serving.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving is null)
            return;
        if (!_serving.HasExited)
        {
            _serving.Kill(entireProcessTree: true);
            await _serving.WaitForExitAsync();
        }

        _serving.Dispose();
    }

    private ProcessStartInfo StartInfo(string[] words)
    {
        string[] command = ["dotnet", Path.Combine(folder, assembly + ".dll"), .. words];
        if (IsRoot)
            command = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" };
        var path = start.Environment["PATH"];
        var root = start.Environment.TryGetValue("DOTNET_ROOT", out var found) ? found : null;
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        if (root is not null)
            start.Environment["DOTNET_ROOT"] = root;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }
}
