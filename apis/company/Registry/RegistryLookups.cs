using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>What a lookup found.</summary>
/// <param name="Record">The entry; null where the registry has none.</param>
/// <param name="CheckedAt">When the registry said so.</param>
/// <param name="IsStale">Whether it is an old copy, because the registry could not be asked.</param>
/// <param name="Source">Who said so.</param>
internal sealed record RegistryLookup(RegistryRecord? Record, DateTimeOffset CheckedAt, bool IsStale, RegistrySource Source)
{
    /// <summary>Whether the register spoke: that a file on this machine lacks a company says nothing about it.</summary>
    public bool IsAnswer => Record is not null || Source != RegistrySource.Offline;
}

/// <summary>Answers from the copy while it is fresh, then asks again; an old copy is better than none while the registry fails.</summary>
internal sealed class RegistryLookups(IServiceScopeFactory scopes, IOptions<RegistrySettings> settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Inn, string Kpp), Lazy<Task<RegistryLookup>>> _running = new();

    /// <summary>Looks a company up. Who asks for the same meanwhile waits for the same answer.</summary>
    /// <param name="inn">A well-formed INN.</param>
    /// <param name="kpp">A well-formed KPP; null for the head office, or for a sole proprietor.</param>
    /// <param name="cancellationToken">Ends the wait of this caller alone: the lookup itself ends by the pipeline's time limit.</param>
    /// <exception cref="UnavailableException">The registry cannot be asked, and there is no copy.</exception>
    public Task<RegistryLookup> FindAsync(string inn, string? kpp, CancellationToken cancellationToken) =>
        _running.GetOrAdd((inn, kpp ?? ""), asked => new(() => RunAsync(asked.Inn, asked.Kpp))).Value.WaitAsync(cancellationToken);

    /// <summary>What is known of a head office without asking anybody: quick, and no matter whether the registry works.</summary>
    /// <returns>Null where there is no fresh copy.</returns>
    public async Task<RegistryLookup?> KnownAsync(CompanyDb db, string inn, CancellationToken cancellationToken)
    {
        if (settings.Value.Provider == RegistrySource.Offline)
            return await FindAsync(inn, null, cancellationToken);
        var copy = await db.RegistryEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Inn == inn && e.AskedKpp == "", cancellationToken);
        return copy is not null && IsFresh(copy) ? new(copy.Record(), copy.CheckedAt, IsStale: false, settings.Value.Provider) : null;
    }

    private async Task<RegistryLookup> RunAsync(string inn, string kpp)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var registry = scope.ServiceProvider.GetRequiredService<ICompanyRegistry>();
            // A copy of what lies in memory would only outlive its file.
            return registry.Source == RegistrySource.Offline
                ? new(await AskAsync(registry, inn, kpp), clock.GetUtcNow(), IsStale: false, RegistrySource.Offline)
                : await LookUpAsync(registry, scope.ServiceProvider.GetRequiredService<CompanyDb>(), inn, kpp);
        }
        finally
        {
            _running.TryRemove((inn, kpp), out _);
        }
    }

    private async Task<RegistryLookup> LookUpAsync(ICompanyRegistry registry, CompanyDb db, string inn, string kpp)
    {
        var copy = await db.RegistryEntries.SingleOrDefaultAsync(e => e.Inn == inn && e.AskedKpp == kpp);
        if (copy is not null && IsFresh(copy))
            return Answer(copy, isStale: false);

        try
        {
            return Answer(await StoreAsync(db, copy, inn, kpp, await AskAsync(registry, inn, kpp)), isStale: false);
        }
        catch (UnavailableException) when (copy is { IsFound: true })
        {
            return Answer(copy, isStale: true);
        }

        RegistryLookup Answer(RegistryEntry entry, bool isStale) => new(entry.Record(), entry.CheckedAt, isStale, registry.Source);
    }

    private bool IsFresh(RegistryEntry copy) => clock.GetUtcNow() - copy.CheckedAt < (copy.IsFound ? settings.Value.FreshFor : settings.Value.MissingFreshFor);

    private async Task<RegistryEntry> StoreAsync(CompanyDb db, RegistryEntry? copy, string inn, string kpp, RegistryRecord? record)
    {
        var entry = copy ?? db.Add(new RegistryEntry { Inn = inn, AskedKpp = kpp }).Entity;
        entry.Take(record, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsKeyViolation<RegistryEntry>(e))
        {
            // Another replica stored the same answer, or deleted the old copy: the answer stands either way.
        }

        return entry;
    }

    private static Task<RegistryRecord?> AskAsync(ICompanyRegistry registry, string inn, string kpp) =>
        registry.FindAsync(inn, kpp.Length == 0 ? null : kpp, CancellationToken.None);
}
