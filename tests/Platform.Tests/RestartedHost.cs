using System.Net;
using System.Runtime.Versioning;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>A host that was started on an empty folder, looked at, stopped, and started again. It runs until the last test is done with it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RestartedHost : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly Dictionary<string, string?> _settings;
    private ServiceProcess? _running;

    public RestartedHost() => _settings = HostProcess.Settings(Data);

    public string Data { get; } = Path.Combine(Path.GetTempPath(), "saas-host-" + Guid.NewGuid().ToString("N"));

    public FirstStart First { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var first = await HostProcess.RunningAsync(_settings))
        {
            var answers = new List<Answer>();
            foreach (var address in Installation.Services.Select(s => _settings[$"PLATFORM_Addresses__{s}"]!))
                foreach (var path in new[] { "/health", "/health/live", "/health/ready", "/metrics" })
                    answers.Add(await AskAsync(address, path));
            var modes = Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Append(Data).ToDictionary(f => Path.GetRelativePath(Data, f), File.GetUnixFileMode);
            First = new(first.Output, answers, modes, await KeysAsync(), ReadSecrets(), await first.StopAsync());
        }

        _running = await HostProcess.RunningAsync(_settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    public Task<string> KeysAsync() => Http.GetStringAsync(new Uri(_settings["PLATFORM_Addresses__Identity"] + "/.well-known/jwks"));

    public Dictionary<string, string> ReadSecrets() => Directory.GetFiles(Path.Combine(Data, "secrets")).ToDictionary(f => f, File.ReadAllText);

    private static async Task<Answer> AskAsync(string address, string path)
    {
        using var answer = await Http.GetAsync(new Uri(address + path));
        return new(address, path, answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public sealed record Answer(string Address, string Path, HttpStatusCode Status, string Body);

    /// <summary>What the first start showed.</summary>
    /// <param name="Output">What it said.</param>
    /// <param name="Answers">Those of all its services.</param>
    /// <param name="Modes">Who may do what with its files and the folder itself (<c>.</c>), while it ran.</param>
    /// <param name="Keys">What identity published.</param>
    /// <param name="Secrets">The files of secrets and what was in them.</param>
    /// <param name="ExitCode">How it ended when it was asked to stop.</param>
    public sealed record FirstStart(
        string Output, IReadOnlyList<Answer> Answers, IReadOnlyDictionary<string, UnixFileMode> Modes, string Keys, IReadOnlyDictionary<string, string> Secrets, int ExitCode);
}

[CollectionDefinition]
[UnsupportedOSPlatform("windows")]
public sealed class WithARestartedHost : ICollectionFixture<RestartedHost>;
