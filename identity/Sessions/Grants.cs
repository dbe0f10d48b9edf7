using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Core;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Logout;
using SaasPlatform.Shared.Events;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Sessions;

/// <summary>What accounts allowed clients: made at authorization, ended with the session.</summary>
public sealed class Grants(IdentityDb db, OpenIddictAuthorizationManager<Grant> manager, Consents consents, TimeProvider clock)
{
    /// <summary>Whether the person has consented to all these scopes before.</summary>
    public async Task<bool> HasConsentAsync(Guid accountId, Client client, ImmutableArray<string> scopes, CancellationToken cancellationToken) =>
        (await consents.ScopesAsync(accountId, client, cancellationToken)).IsSupersetOf(scopes);

    /// <summary>Notes what this authorization allows, and which session it belongs to.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="client">To whom.</param>
    /// <param name="scopes">What.</param>
    /// <param name="userInfoClaims">Single claims besides, at userinfo.</param>
    /// <param name="sessionId">In which session.</param>
    /// <param name="organizationId">For which company, if for one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The id that ties the tokens to it; null where the session, or the consent it needs, has ended meanwhile.</returns>
    public async Task<string?> CreateAsync(
        Guid accountId, Client client, ImmutableArray<string> scopes, IReadOnlyList<string> userInfoClaims, string sessionId, Guid? organizationId,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // This locks the row: of a grant and an end at the same moment, one sees the other.
        var now = clock.GetUtcNow();
        if (await db.Sessions.Where(s => s.Id == sessionId && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken) == 0)
            return null;

        var isThirdParty = client.ConsentType == ConsentTypes.Explicit;
        if (isThirdParty && !await consents.HoldAsync(accountId, client, scopes, cancellationToken))
            return null;

        var grant = new Grant
        {
            Application = client,
            Subject = accountId.ToString(),
            Status = Statuses.Valid,
            Type = AuthorizationTypes.AdHoc,
            Scopes = JsonSerializer.Serialize(scopes),
            CreationDate = now.UtcDateTime,
            SessionId = sessionId,
            EndsWithSession = !(scopes.Contains(Scopes.OfflineAccess) && ClientSettings.OutlivesSession(client)),
            OrganizationId = organizationId,
            UserInfoClaims = userInfoClaims.Count == 0 ? null : string.Join(' ', userInfoClaims),
        };
        await manager.CreateAsync(grant, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return grant.Id.ToString();
    }

    /// <summary>Ends a browser session, and revokes what ends with it.</summary>
    public async Task EndSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await EndAsync(db.Sessions.Where(s => s.Id == sessionId), cancellationToken);
        await RevokeAsync(db.Grants.Where(g => g.SessionId == sessionId && g.EndsWithSession), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Ends every session of an account and revokes all that clients got from it, in the caller's transaction. What the person
    /// consented to is remembered.
    /// </summary>
    public async Task EndAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var subject = accountId.ToString();
        await EndAsync(db.Sessions.Where(s => s.AccountId == accountId), cancellationToken);
        await RevokeAsync(db.Grants.Where(g => g.Subject == subject && g.Type == AuthorizationTypes.AdHoc), cancellationToken);
    }

    /// <summary>
    /// Takes back what an account allowed a client: the consent, and every grant with its tokens. The consent first, which
    /// <see cref="CreateAsync"/> holds, so that no grant is made behind this. No session ends by it, so no logout is told to the
    /// client (OIDC Back-Channel Logout section 2.5 is about those); it hears of it when it next uses a token.
    /// </summary>
    public async Task EndAccessAsync(Guid accountId, Guid clientId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var subject = accountId.ToString();
        var grants = db.Grants.Where(g => g.Subject == subject && g.Application!.Id == clientId);
        await RevokeAsync(grants.Where(g => g.Type == AuthorizationTypes.Permanent), cancellationToken);
        await RevokeAsync(grants, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Revokes a grant that somebody else may hold tokens of, and everything of the session it came from.</summary>
    public async Task EndForTheftAsync(Guid grantId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sessionId = await db.Grants.Where(g => g.Id == grantId).Select(g => g.SessionId).SingleOrDefaultAsync(cancellationToken);
        if (sessionId is not null)
            await EndAsync(db.Sessions.Where(s => s.Id == sessionId), cancellationToken);
        await RevokeAsync(db.Grants.Where(g => g.Id == grantId || (sessionId != null && g.SessionId == sessionId)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Revokes one grant and its tokens: access tokens ask for it, whoever introspects them.</summary>
    public async Task EndAsync(Guid grantId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RevokeAsync(db.Grants.Where(g => g.Id == grantId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// First of all: it locks the rows that <see cref="CreateAsync"/> asks, so that no grant is made behind this. The clients that
    /// took part are told of it once the transaction commits.
    /// </summary>
    private async Task EndAsync(IQueryable<Session> sessions, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        if (await sessions.Where(s => s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken) == 0)
            return;

        var ended = sessions.Where(s => s.EndedAt == now);
        var clients = await db.Grants
            .Where(g => ended.Any(s => s.Id == g.SessionId) && g.Application!.Settings!.Contains(ClientSettings.Stored(ClientSettings.BackChannelLogoutUri)))
            .Select(g => new { g.Application!.ClientId, g.SessionId, g.Subject })
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var told in clients)
            db.Enqueue(BackChannelLogout.DestinationName, BackChannelLogout.SessionEnded, new EndedSession(told.ClientId!, told.SessionId!, told.Subject!));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task RevokeAsync(IQueryable<Grant> grants, CancellationToken cancellationToken)
    {
        await db.Tokens
            .Where(t => grants.Contains(t.Authorization!) && t.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, Statuses.Revoked), cancellationToken);
        await grants.Where(g => g.Status != Statuses.Revoked).ExecuteUpdateAsync(set => set.SetProperty(g => g.Status, Statuses.Revoked), cancellationToken);
    }
}
