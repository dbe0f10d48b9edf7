namespace SaasPlatform.Shared.Audit;

/// <summary>Entries that were sealed together, and the link to those before them. Never changed.</summary>
public sealed class AuditBatch
{
    /// <summary>How many entries at most; also what is read at once.</summary>
    internal const int Size = 1_000;

    /// <summary>From 1, without gaps.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>Id and hash of each entry, 48 bytes each, by id: so that a change can be told from a loss.</summary>
    public required byte[] Entries { get; init; }

    /// <summary>The hash of the batch before; zeros in the first.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 over all of the above.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>ECDSA P-256 over the hash.</summary>
    public required byte[] Signature { get; init; }
}
