namespace SaasPlatform.Identity.Definitions;

/// <summary>Writes what changed as a difference: <c>+</c> added, <c>~</c> changed, <c>-</c> removed.</summary>
internal static class ApplyReport
{
    public static async Task WriteAsync(TextWriter output, ApplyResult result, ApplyOptions options)
    {
        foreach (var change in result.Changes)
        {
            await output.WriteLineAsync($"{Sign(change.Kind)} {change.Name}");
            foreach (var (field, old, value) in change.Fields.Where(_ => change.Kind != ChangeKind.Removed))
                await output.WriteLineAsync(change.Kind == ChangeKind.Added ? $"    {field}: {value}" : $"    {field}: {old ?? "(none)"} → {value ?? "(none)"}");
        }

        foreach (var name in result.NotNamed)
            await output.WriteLineAsync($"! {name} is registered and not in the file; --prune removes it.");
        foreach (var (client, secret) in result.Secrets)
            await output.WriteLineAsync($"The secret of {client}, shown this once: {secret}");

        var counts = Enum.GetValues<ChangeKind>().Select(k => $"{result.Changes.Count(c => c.Kind == k)} {k.ToString().ToLowerInvariant()}");
        await output.WriteLineAsync($"{string.Join(", ", counts)}, {result.Unchanged} unchanged." + (options.DryRun ? " Nothing was written (--dry-run)." : ""));
    }

    private static char Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => '+',
        ChangeKind.Changed => '~',
        _ => '-',
    };
}
