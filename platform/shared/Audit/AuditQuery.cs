using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Audit;

/// <summary>The names that people go by, for those of these accounts that have one here.</summary>
public delegate Task<IReadOnlyDictionary<Guid, string>> NamesOf(IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken);

/// <summary>Which entries of a log. Bind it with <c>[AsParameters]</c>.</summary>
public sealed class AuditQuery
{
    /// <summary>Entries of this time and later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Entries before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>By whom: an account id, or a client id.</summary>
    [PlainText, MaxLength(AuditEntry.IdLength)]
    public string? Actor { get; init; }

    /// <summary>What was done, as <c>member.changed</c>.</summary>
    [PlainText, MaxLength(AuditEntry.NameLength)]
    public string? Action { get; init; }

    /// <summary>The id of what it was done to.</summary>
    [PlainText, MaxLength(AuditEntry.IdLength)]
    public string? Target { get; init; }

    /// <summary>Reads one page of a log, newest first.</summary>
    /// <param name="db">A context with <c>ConfigureAudit</c> in its model.</param>
    /// <param name="tenantId">Whose log.</param>
    /// <param name="page">Which page.</param>
    /// <param name="names">Gives the names of actors.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<Page<AuditEntryResponse>> ReadAsync(DbContext db, Guid tenantId, PageRequest page, NamesOf names, CancellationToken cancellationToken)
    {
        var found = await page.ReadAsync(Of(db, tenantId), e => e.Id, e => e, cancellationToken);
        var people = found.Items.Where(e => e.ActorKind == AuditActorKind.Person).Select(e => Guid.Parse(e.ActorId)).Distinct().ToList();
        return new(await ReadableEntries.ReadAsync(db, found.Items, await names(people, cancellationToken), cancellationToken), found.NextCursor);
    }

    private IQueryable<AuditEntry> Of(DbContext db, Guid tenantId)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.TenantId == tenantId);
        // The id begins with the time, so that one index finds a time and the place in the list.
        if (From is { } from && FirstAt(from) is var first)
            entries = entries.Where(e => e.Id >= first);
        if (To is { } to && FirstAt(to) is var end)
            entries = entries.Where(e => e.Id < end);
        if (Actor is not null)
            entries = entries.Where(e => e.ActorId == Actor);
        if (Action is not null)
            entries = entries.Where(e => e.Action == Action);
        return Target is null ? entries : entries.Where(e => e.TargetId == Target);
    }

    /// <summary>What no UUIDv7 of this time, to the millisecond, or later is below (RFC 9562 section 5.7).</summary>
    private static Guid FirstAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        // Rounded up: an entry of the millisecond in which the time lies was made before it, or in it.
        var milliseconds = Math.Max(0, (time.ToUniversalTime().Ticks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
            bytes[i] = (byte)milliseconds;
        return new Guid(bytes, bigEndian: true);
    }
}
