using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Core;
using SaasPlatform.Identity.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Sessions;

/// <summary>What accounts allowed clients: made at authorization, ended with the session.</summary>
public sealed class Grants(IdentityDb db, OpenIddictAuthorizationManager<Grant> manager, TimeProvider clock)
{
    /// <summary>Whether the person has consented to all these scopes before.</summary>
    public async Task<bool> HasConsentAsync(Guid accountId, Client client, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        var found = manager.FindAsync(
            accountId.ToString(), client.Id.ToString(), Statuses.Valid, AuthorizationTypes.Permanent, scopes, cancellationToken);
        return await found.AnyAsync(cancellationToken);
    }

    /// <summary>Notes what this authorization allows, and which session it belongs to.</summary>
    /// <returns>The id that ties the tokens to it.</returns>
    public async Task<string> CreateAsync(
        Guid accountId, Client client, ImmutableArray<string> scopes, string sessionId, CancellationToken cancellationToken)
    {
        var isThirdParty = client.ConsentType == ConsentTypes.Explicit;
        var grant = new Grant
        {
            Application = client,
            Subject = accountId.ToString(),
            Status = Statuses.Valid,
            Type = AuthorizationTypes.AdHoc,
            Scopes = JsonSerializer.Serialize(scopes),
            CreationDate = clock.GetUtcNow().UtcDateTime,
            SessionId = sessionId,
            EndsWithSession = !(isThirdParty && scopes.Contains(Scopes.OfflineAccess)),
        };
        await manager.CreateAsync(grant, cancellationToken);
        return grant.Id.ToString();
    }

    /// <summary>Revokes what ends when a browser session does.</summary>
    public async Task EndSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var grants = db.Grants.Where(g => g.SessionId == sessionId && g.EndsWithSession);
        await db.Tokens
            .Where(t => grants.Contains(t.Authorization!) && t.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Status, Statuses.Revoked), cancellationToken);
        await grants.ExecuteUpdateAsync(s => s.SetProperty(g => g.Status, Statuses.Revoked), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Revokes all that clients got from an account, in the caller's transaction. What the person consented to is remembered.</summary>
    public async Task EndAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var subject = accountId.ToString();
        await db.Tokens
            .Where(t => t.Subject == subject && t.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Status, Statuses.Revoked), cancellationToken);
        await db.Grants
            .Where(g => g.Subject == subject && g.Type == AuthorizationTypes.AdHoc && g.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(s => s.SetProperty(g => g.Status, Statuses.Revoked), cancellationToken);
    }

    /// <summary>Revokes a grant that somebody else may hold tokens of, and everything of the session it came from.</summary>
    public async Task EndForTheftAsync(Guid grantId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sessionId = await db.Grants.Where(g => g.Id == grantId).Select(g => g.SessionId).SingleOrDefaultAsync(cancellationToken);
        var grants = db.Grants.Where(g => g.Id == grantId || (sessionId != null && g.SessionId == sessionId));
        await db.Tokens
            .Where(t => grants.Contains(t.Authorization!) && t.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Status, Statuses.Revoked), cancellationToken);
        await grants.ExecuteUpdateAsync(s => s.SetProperty(g => g.Status, Statuses.Revoked), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
