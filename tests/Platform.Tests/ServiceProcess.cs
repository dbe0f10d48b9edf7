using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SaasPlatform.Platform.Tests;

/// <summary>A service as an operator runs it: a process of its own, configured by environment variables alone.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private const int FirstPort = 12_000;
    private const int Ports = 20_000;

    // Runs beside this one begin elsewhere.
    private static int _ports = Random.Shared.Next(Ports);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string? waitFor)
    {
        var start = new ProcessStartInfo("dotnet", [PathOf(assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            _output.Enqueue(line.Data ?? "");
            if (waitFor is not null && line.Data?.Contains(waitFor, StringComparison.Ordinal) == true)
                _said.TrySetResult();
        };
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public IReadOnlyList<string> ErrorLines => [.. _errors.Where(l => l.Length > 0)];

    /// <summary>Starts a service and waits until it prints a text.</summary>
    public static async Task<ServiceProcess> RunningAsync(string assembly, IReadOnlyDictionary<string, string?> environment, string waitFor)
    {
        var service = new ServiceProcess(assembly, [], environment, waitFor);
        if (await Task.WhenAny(service._said.Task, service._process.WaitForExitAsync()).WaitAsync(Patience) == service._said.Task)
            return service;
        var said = string.Join('\n', service.ErrorLines.Append(service.Output));
        await service.DisposeAsync();
        throw new InvalidOperationException($"{assembly} did not start: {said}");
    }

    /// <summary>Runs a process to its end: a command, or a service that is expected to give up.</summary>
    public static async Task<(int ExitCode, string Output, IReadOnlyList<string> ErrorLines)> ToItsEndAsync(
        string assembly, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        await using var service = new ServiceProcess(assembly, arguments, environment, waitFor: null);
        await service._process.WaitForExitAsync().WaitAsync(Patience);
        return (service._process.ExitCode, service.Output, service.ErrorLines);
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a service and waits for nothing.</summary>
    public static ServiceProcess Starting(string assembly, IReadOnlyDictionary<string, string?> environment) => new(assembly, [], environment, waitFor: null);

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync()
    {
        Signal("TERM");
        return EndAsync();
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
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

    /// <summary>
    /// A port that nothing listens on, given once by this process. Below those that systems hand out themselves, or any connection
    /// somebody makes could take it before the service does.
    /// </summary>
    public static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = FirstPort + (Interlocked.Increment(ref _ports) % Ports);
            try
            {
                using var four = new TcpListener(IPAddress.Loopback, port);
                four.Start();
                using var six = new TcpListener(IPAddress.IPv6Loopback, port);
                six.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }

    /// <summary>A service's own build output, in the configuration of these tests.</summary>
    private static string PathOf(string assembly)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Repository.Root, Repository.FolderOf(assembly), "bin", configuration, "net10.0", assembly + ".dll");
    }
}
