using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Core;
using SaasPlatform.Identity.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Sessions;

/// <summary>A client that an account let in.</summary>
/// <param name="Client">Which.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Since">When the person first allowed it something that still holds.</param>
public sealed record AllowedClient(Client Client, IReadOnlyList<string> Scopes, DateTimeOffset Since);

/// <summary>What people answered when a client asked for access: remembered for client and scopes until they take it back.</summary>
public sealed class Consents(IdentityDb db, OpenIddictAuthorizationManager<Grant> manager, TimeProvider clock)
{
    /// <summary>The scopes that a person allowed a client, in one answer or several.</summary>
    public async Task<IReadOnlySet<string>> ScopesAsync(Guid accountId, Client client, CancellationToken cancellationToken)
    {
        var lists = await Of(accountId, client.Id).Select(g => g.Scopes).ToListAsync(cancellationToken);
        return lists.SelectMany(Read).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Notes that the person said yes; not twice for the same.</summary>
    public async Task GiveAsync(Guid accountId, Client client, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        if ((await ScopesAsync(accountId, client, cancellationToken)).IsSupersetOf(scopes))
            return;

        var consent = new Grant
        {
            Application = client,
            Subject = accountId.ToString(),
            Status = Statuses.Valid,
            Type = AuthorizationTypes.Permanent,
            Scopes = JsonSerializer.Serialize(scopes),
            CreationDate = clock.GetUtcNow().UtcDateTime,
        };
        await manager.CreateAsync(consent, cancellationToken);
    }

    /// <summary>
    /// Whether the person's consent covers these scopes, in a transaction: it locks what it finds, so that of an authorization and
    /// the end of the consent it rests on, one sees the other.
    /// </summary>
    public async Task<bool> HoldAsync(Guid accountId, Client client, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        await Of(accountId, client.Id).ExecuteUpdateAsync(set => set.SetProperty(g => g.Status, Statuses.Valid), cancellationToken);
        return (await ScopesAsync(accountId, client, cancellationToken)).IsSupersetOf(scopes);
    }

    /// <summary>The clients of others that have access to an account, by a consent or by grants that last; the newest first.</summary>
    public async Task<IReadOnlyList<AllowedClient>> ListAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var (subject, now) = (accountId.ToString(), clock.GetUtcNow());
        var utc = now.UtcDateTime;
        var grants = await db.Grants.AsNoTracking()
            .Where(g => g.Subject == subject && g.Status == Statuses.Valid && g.Application!.ConsentType == ConsentTypes.Explicit)
            .Where(g => g.Type == AuthorizationTypes.Permanent
                || g.Tokens.Any(t => t.Status == Statuses.Valid && t.ExpirationDate > utc)
                || db.Sessions.Any(s => s.Id == g.SessionId && s.EndedAt == null && s.ExpiresAt > now))
            .Select(g => new { Client = g.Application!, g.Scopes, g.CreationDate })
            .ToListAsync(cancellationToken);
        return [.. grants.GroupBy(g => g.Client.Id)
            .Select(of => new AllowedClient(
                of.First().Client,
                [.. of.OrderBy(g => g.CreationDate).SelectMany(g => Read(g.Scopes)).Distinct(StringComparer.Ordinal)],
                DateTime.SpecifyKind(of.Min(g => g.CreationDate) ?? default, DateTimeKind.Utc)))
            .OrderByDescending(a => a.Since)];
    }

    private IQueryable<Grant> Of(Guid accountId, Guid clientId)
    {
        var subject = accountId.ToString();
        return db.Grants.Where(g => g.Subject == subject && g.Application!.Id == clientId && g.Type == AuthorizationTypes.Permanent && g.Status == Statuses.Valid);
    }

    private static string[] Read(string? scopes) => string.IsNullOrEmpty(scopes) ? [] : JsonSerializer.Deserialize<string[]>(scopes)!;
}
