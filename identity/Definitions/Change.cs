namespace SaasPlatform.Identity.Definitions;

/// <summary>What a definition file asks for, apart from its content.</summary>
/// <param name="DryRun">Only say what would change.</param>
/// <param name="Prune">Remove what an earlier file registered and this one no longer names.</param>
/// <param name="Rotate">Client ids whose secret is to be replaced.</param>
public sealed record ApplyOptions(bool DryRun, bool Prune, IReadOnlyCollection<string> Rotate)
{
    public static readonly ApplyOptions None = new(false, false, []);
}

/// <summary>A field that a change sets, in words: never the value of a secret.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);

public enum ChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>One entry that is not as the file says.</summary>
public sealed record Change(ChangeKind Kind, string Name, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>Compares two descriptions of an entry, field by field.</summary>
    /// <returns>Null when nothing differs.</returns>
    public static Change? Between(string name, IReadOnlyDictionary<string, string>? old, IReadOnlyDictionary<string, string>? wanted)
    {
        var fields = (old?.Keys ?? []).Union(wanted?.Keys ?? [])
            .Select(f => new FieldChange(f, old?.GetValueOrDefault(f), wanted?.GetValueOrDefault(f)))
            .Where(f => f.Old != f.New)
            .ToList();
        return (old, wanted) switch
        {
            (null, _) => new(ChangeKind.Added, name, fields),
            (_, null) => new(ChangeKind.Removed, name, fields),
            _ => fields.Count > 0 ? new(ChangeKind.Changed, name, fields) : null,
        };
    }
}

/// <summary>What applying a file did, or would do.</summary>
/// <param name="Changes">In the file's order, removals last.</param>
/// <param name="Unchanged">How many entries already were as the file says.</param>
/// <param name="NotNamed">Entries of an earlier file that stay although this one does not name them.</param>
/// <param name="Secrets">Secrets made just now, by client id: the only time they are seen.</param>
public sealed record ApplyResult(
    IReadOnlyList<Change> Changes, int Unchanged, IReadOnlyList<string> NotNamed, IReadOnlyDictionary<string, string> Secrets);

/// <summary>What is wrong with a file, and where (a JSON path).</summary>
public sealed record Fault(string Path, string Problem)
{
    public override string ToString() => $"{Path}: {Problem}";
}

/// <summary>A file cannot be applied; nothing was stored.</summary>
public sealed class DefinitionException(IReadOnlyList<Fault> faults) : Exception(string.Join(" ", faults))
{
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
