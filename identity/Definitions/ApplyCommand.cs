using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Definitions;

/// <summary>A command that brings what is registered to what a JSON file says: arguments, exit codes and the report.</summary>
internal abstract class ApplyCommand<T>(string noun, string summary) : Command(noun, "apply", summary)
{
    private const int Refused = 1;
    private const int Misused = 2;

    /// <summary>What <c>--dry-run</c> ends with when something would change.</summary>
    public const int Pending = 3;

    protected virtual bool TakesRotate => false;

    protected abstract Task<ApplyResult> ApplyAsync(IReadOnlyList<T> definitions, ApplyOptions options, CancellationToken cancellationToken);

    /// <summary>For members that name files: relative to the definition file.</summary>
    protected virtual IReadOnlyList<T> Complete(IReadOnlyList<T> definitions, string folder) => definitions;

    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Parse(arguments) is not var (path, options))
        {
            await output.WriteLineAsync($"Usage: {Noun} apply <file.json> [--dry-run] [--prune]" + (TakesRotate ? " [--rotate-secret <client id>]..." : ""));
            return Misused;
        }

        try
        {
            await using var file = File.OpenRead(path);
            var definitions = Complete(await DefinitionFile.ReadAsync<T>(file, cancellationToken), Path.GetDirectoryName(Path.GetFullPath(path))!);
            var result = await ApplyAsync(definitions, options, cancellationToken);
            await ApplyReport.WriteAsync(output, result, options);
            return options.DryRun && result.Changes.Count > 0 ? Pending : 0;
        }
        catch (DefinitionException wrong)
        {
            foreach (var fault in wrong.Faults)
                await output.WriteLineAsync($"{path} {fault}");
            await output.WriteLineAsync("Nothing was written.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{path} cannot be read: {failure.Message}");
        }

        return Refused;
    }

    private (string Path, ApplyOptions Options)? Parse(IReadOnlyList<string> arguments)
    {
        var (dryRun, prune, rotate) = (false, false, new List<string>());
        string? path = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--dry-run": dryRun = true; break;
                case "--prune": prune = true; break;
                case "--rotate-secret" when TakesRotate && i + 1 < arguments.Count: rotate.Add(arguments[++i]); break;
                case var word when path is null && !word.StartsWith('-'): path = word; break;
                default: return null;
            }
        }

        return path is null ? null : (path, new ApplyOptions(dryRun, prune, rotate));
    }
}
