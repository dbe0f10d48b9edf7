using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace SaasPlatform.Shared.Audit;

/// <summary>Where a chain ends, as an auditor notes it: the number of the last batch and its hash.</summary>
internal sealed record AuditHead(long Number, string Hash)
{
    /// <summary>Reads <c>number:hash</c>.</summary>
    public static AuditHead? Parse(string text) =>
        text.Split(':') is [var number, { Length: 2 * AuditChain.HashBytes } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? new(parsed, hash.ToLowerInvariant())
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");
}

/// <summary>What verifying found.</summary>
/// <param name="Faults">What is wrong with the first batch that is wrong; none where everything is as it was sealed.</param>
/// <param name="Head">The last batch that is right; null where there is none.</param>
/// <param name="Entries">How many entries were checked.</param>
/// <param name="Open">How many are not sealed yet.</param>
internal sealed record AuditVerdict(IReadOnlyList<string> Faults, AuditHead? Head, long Entries, long Open);

/// <summary>Computes the whole chain anew and compares it with what is stored.</summary>
internal sealed class AuditVerification(DbContext db, AuditSigning signing)
{
    private readonly IQueryable<AuditBatch> _batches = db.Set<AuditBatch>().AsNoTracking();
    private readonly IQueryable<AuditEntry> _entries = db.Set<AuditEntry>().AsNoTracking();

    /// <param name="noted">A head of before; the chain must contain it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AuditVerdict> RunAsync(AuditHead? noted, CancellationToken cancellationToken)
    {
        var (head, previous, checkedEntries) = ((AuditHead?)null, new byte[AuditChain.HashBytes], 0L);
        while (true)
        {
            var last = head?.Number ?? 0;
            var batch = await _batches.OrderBy(b => b.Number).FirstOrDefaultAsync(b => b.Number > last, cancellationToken);
            if (batch is null)
                break;

            var faults = batch.Number == last + 1 ? await FaultsAsync(batch, previous, cancellationToken) : [$"Batch {last + 1} is missing."];
            var current = new AuditHead(batch.Number, Convert.ToHexStringLower(batch.Hash));
            if (faults.Count == 0 && noted?.Number == batch.Number && noted.Hash != current.Hash)
                faults = [$"Batch {batch.Number} is another one than was noted: the chain was made anew."];
            if (faults.Count > 0)
                return await VerdictAsync(faults);

            (head, previous, checkedEntries) = (current, batch.Hash, checkedEntries + (batch.Entries.Length / AuditChain.LeafBytes));
        }

        return await VerdictAsync(await TailFaultsAsync(head, noted, cancellationToken));

        async Task<AuditVerdict> VerdictAsync(IReadOnlyList<string> faults) =>
            new(faults, head, checkedEntries, await _entries.LongCountAsync(e => e.Batch == null, cancellationToken));
    }

    private async Task<List<string>> FaultsAsync(AuditBatch batch, byte[] previous, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        if (!batch.PreviousHash.AsSpan().SequenceEqual(previous))
            faults.Add($"Batch {batch.Number}: the chain is broken, it does not follow batch {batch.Number - 1}.");
        if (!batch.Hash.AsSpan().SequenceEqual(AuditChain.HashOf(batch)))
            faults.Add($"Batch {batch.Number}: the batch itself was changed.");
        if (!signing.Verifies(batch.Hash, batch.Signature))
            faults.Add($"Batch {batch.Number}: the signature is not one of a key in the settings.");
        faults.AddRange(await EntryFaultsAsync(batch, cancellationToken));
        return faults;
    }

    private async Task<IEnumerable<string>> EntryFaultsAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        Dictionary<Guid, byte[]> stored;
        try
        {
            var entries = await _entries.Where(e => e.Batch == batch.Number).ToListAsync(cancellationToken);
            stored = entries.ToDictionary(e => e.Id, AuditChain.Leaf);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            return [$"Batch {batch.Number}: an entry was changed into something that cannot be read: {e.Message}"];
        }

        var wasSealed = batch.Entries.Chunk(AuditChain.LeafBytes).Where(l => l.Length == AuditChain.LeafBytes).DistinctBy(l => AuditChain.IdOf(l)).ToDictionary(l => AuditChain.IdOf(l));
        return wasSealed.Where(s => !stored.ContainsKey(s.Key)).Select(s => $"Batch {batch.Number}: entry {s.Key} is missing.")
            .Concat(stored.Where(s => !wasSealed.ContainsKey(s.Key)).Select(s => $"Batch {batch.Number}: entry {s.Key} was added."))
            .Concat(wasSealed.Where(s => stored.TryGetValue(s.Key, out var now) && !now.AsSpan().SequenceEqual(s.Value)).Select(s => $"Batch {batch.Number}: entry {s.Key} was changed."));
    }

    private async Task<IReadOnlyList<string>> TailFaultsAsync(AuditHead? head, AuditHead? noted, CancellationToken cancellationToken)
    {
        var last = head?.Number ?? 0;
        if (noted?.Number > last)
            return [$"The chain ends with batch {last}, but batch {noted.Number} was noted: its end is missing."];
        if (noted is { Number: < 1 })
            return ["There is no such batch as was noted."];
        var stray = await _entries.Where(e => e.Batch != null && !_batches.Any(b => b.Number == e.Batch)).OrderBy(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        return stray is null ? [] : [$"Entry {stray.Id} says that it is in batch {stray.Batch}, which is missing."];
    }
}
