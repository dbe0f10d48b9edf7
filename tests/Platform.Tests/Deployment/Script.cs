using System.Diagnostics;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>Runs a script of the repository to its end.</summary>
internal static class Script
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string path, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, path), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    /// <summary>Who may do what with a file, as chmod writes it.</summary>
    public static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
