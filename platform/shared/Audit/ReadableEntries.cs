using Microsoft.EntityFrameworkCore;

namespace SaasPlatform.Shared.Audit;

/// <summary>Entries as whoever may see them reads them: with what is said of people, as long as their keys are there.</summary>
internal static class ReadableEntries
{
    public static async Task<IReadOnlyList<AuditEntryResponse>> ReadAsync(
        DbContext db, IReadOnlyList<AuditEntry> entries, IReadOnlyDictionary<Guid, string> names, CancellationToken cancellationToken)
    {
        var read = entries.Select(e => (Entry: e, Changes: AuditChanges.Read(e.Changes))).ToList();
        var stored = read.SelectMany(r => r.Changes.Where(c => c.IsPersonal).SelectMany(c => c.Before.Concat(c.After))
            .Concat(new[] { r.Entry.Address, r.Entry.UserAgent }.OfType<string>()));
        var keys = await db.KeysLeftAsync(stored.Select(PersonalValue.KeyOf), cancellationToken);
        return [.. read.Select(r => Readable(r.Entry, r.Changes, keys, names))];
    }

    private static AuditEntryResponse Readable(
        AuditEntry entry, IReadOnlyList<AuditChange> changes, IReadOnlyDictionary<Guid, byte[]> keys, IReadOnlyDictionary<Guid, string> names)
    {
        var address = Decrypt(nameof(AuditEntry.Address), entry.Address);
        var userAgent = Decrypt(nameof(AuditEntry.UserAgent), entry.UserAgent);
        var readable = changes.Select(Change).ToList();
        var name = entry.ActorKind == AuditActorKind.Person ? names.GetValueOrDefault(Guid.Parse(entry.ActorId)) : null;
        return new(
            entry.Id, entry.At, new(entry.ActorKind, entry.ActorId, name, entry.ClientId), entry.Action, new(entry.TargetType, entry.TargetId), readable,
            address, userAgent,
            (entry.Address is not null && address is null) || (entry.UserAgent is not null && userAgent is null) || readable.Exists(c => c.IsErased),
            entry.TraceId, entry.Batch);

        string? Decrypt(string field, string? stored) => stored is null ? null : PersonalValue.Decrypt(keys, entry.Id, field, stored);

        AuditChangeResponse Change(AuditChange change)
        {
            if (!change.IsPersonal)
                return new(change.Field, change.Before, change.After, IsErased: false);
            var (before, after) = (Values(change.Before), Values(change.After));
            return before is null || after is null ? new(change.Field, [], [], IsErased: true) : new(change.Field, before, after, IsErased: false);

            List<string>? Values(IReadOnlyList<string> values)
            {
                var decrypted = values.Select(v => Decrypt(change.Field, v)).OfType<string>().ToList();
                return decrypted.Count == values.Count ? decrypted : null;
            }
        }
    }
}
