using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SaasPlatform.Platform.Tests;

/// <summary>The all-in-one host as a newcomer runs it: a process of its own, on free ports and a data folder of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly string[] Names = ["Identity", "Company", "User", "Partner"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Host.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            _output.Enqueue(line.Data ?? "");
            if (line.Data?.Contains("SaasPlatform is running", StringComparison.Ordinal) == true)
                _greeted.TrySetResult();
        };
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public IReadOnlyList<string> ErrorLines => [.. _errors.Where(l => l.Length > 0)];

    /// <summary>Settings of a host on free ports with its data in this folder.</summary>
    public static Dictionary<string, string> Settings(string dataFolder)
    {
        var settings = new Dictionary<string, string> { ["PLATFORM_Database__Directory"] = dataFolder };
        foreach (var name in Names)
        {
            var address = $"http://localhost:{FreePort()}";
            settings[$"PLATFORM_Addresses__{name}"] = address;
            settings[$"{name.ToUpperInvariant()}_Http__Url"] = address;
        }

        return settings;
    }

    /// <summary>Starts a host and waits until it says that it runs.</summary>
    public static async Task<HostProcess> RunningAsync(Dictionary<string, string> settings)
    {
        var host = new HostProcess(settings);
        var first = await Task.WhenAny(host._greeted.Task, host._process.WaitForExitAsync()).WaitAsync(Patience);
        if (first == host._greeted.Task)
            return host;
        var said = string.Join('\n', host.ErrorLines.Append(host.Output));
        await host.DisposeAsync();
        throw new InvalidOperationException($"The host did not start: {said}");
    }

    /// <summary>Starts a host that is expected to give up, and waits for its exit code.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> ErrorLines)> FailingAsync(Dictionary<string, string> settings)
    {
        await using var host = new HostProcess(settings);
        await host._process.WaitForExitAsync().WaitAsync(Patience);
        return (host._process.ExitCode, host.ErrorLines);
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
