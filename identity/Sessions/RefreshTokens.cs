using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Sessions;

/// <summary>
/// Refresh tokens that survive real clients: those that exchange one token several times at once, and those that lose the answer.
/// A token has one successor, whose handle derives from its own; whoever presents it again can therefore be given the same
/// answer, although the database keeps only hashes of handles (RFC 9700 section 4.14.2 asks for rotation, and for replay to be noticed).
/// </summary>
public sealed class RefreshTokens(IdentityDb db, KeyRing keys, IOptions<TokenSettings> settings, TimeProvider clock)
{
    private const int HandleBytes = 32;

    /// <summary>
    /// An empty JSON object in base64url. A handle says nothing to its client (RFC 6749 section 1.5), but keycloak-js takes every refresh
    /// token for a JWT and reads the part behind the first dot.
    /// </summary>
    private const string EmptyPart = ".e30";

    /// <summary>Stores the first token of a family.</summary>
    /// <returns>Its handle, for the client alone.</returns>
    public async Task<string> IssueAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var handle = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(HandleBytes)) + EmptyPart;
        token.ReferenceId = HashOf(handle);
        db.Tokens.Add(token);
        await db.SaveChangesAsync(cancellationToken);
        return handle;
    }

    /// <summary>Redeems a token and stores its successor, in one transaction; where that was done already, finds what was stored.</summary>
    /// <param name="parentId">The token presented.</param>
    /// <param name="presented">Its handle.</param>
    /// <param name="successor">Makes the row to store.</param>
    /// <param name="cancellationToken">Ends the attempt, and nothing is redeemed.</param>
    /// <returns>The successor's handle; null where the token has been revoked meanwhile.</returns>
    public async Task<string?> ExchangeAsync(Guid parentId, string presented, Func<string, IssuedToken> successor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        // Of any number that come at once, one changes the row; the others wait for it here and then change none.
        var redeemed = await db.Tokens
            .Where(t => t.Id == parentId && t.Status == Statuses.Valid)
            .ExecuteUpdateAsync(
                s => s.SetProperty(t => t.Status, Statuses.Redeemed).SetProperty(t => t.RedemptionDate, now), cancellationToken);
        if (redeemed == 0)
        {
            var stored = await db.Tokens.AsNoTracking()
                .Where(t => t.ParentId == parentId && t.Status != Statuses.Revoked)
                .Select(t => t.DerivedWith)
                .SingleOrDefaultAsync(cancellationToken);
            return stored is null ? null : Derive(stored, presented);
        }

        var key = keys.ActiveKey(KeyPurpose.RefreshSuccessor).Id;
        var handle = Derive(key, presented)!;
        var token = successor(key);
        token.ReferenceId = HashOf(handle);
        db.Tokens.Add(token);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return handle;
    }

    /// <summary>Lets a token that is not replaced live on (RFC 9700 section 4.14.2 asks for rotation of public clients' tokens alone).</summary>
    /// <returns>Whether it was still valid.</returns>
    public async Task<bool> ProlongAsync(Guid id, string payload, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        DateTime? end = expiresAt.UtcDateTime;
        return await db.Tokens.Where(t => t.Id == id && t.Status == Statuses.Valid).ExecuteUpdateAsync(
            s => s.SetProperty(t => t.Payload, payload).SetProperty(t => t.ExpirationDate, end), cancellationToken) == 1;
    }

    /// <summary>
    /// Whether a token that was exchanged may be exchanged again: within the leeway by whoever holds it, and later by a client
    /// that authenticated itself as long as the successor was never used, for then its answer was lost.
    /// </summary>
    public async Task<bool> MayBeExchangedAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await db.Tokens.AsNoTracking()
            .Where(t => t.Id == id)
            .Select(t => new
            {
                t.RedemptionDate,
                IsConfidential = t.Application!.ClientType == ClientTypes.Confidential,
                Successor = db.Tokens.Where(s => s.ParentId == id).Select(s => s.Status).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        if (found.Successor is null or Statuses.Revoked)
            return false;
        return clock.GetUtcNow().UtcDateTime < found.RedemptionDate + settings.Value.RefreshTokenReuseLeeway
            || (found.IsConfidential && found.Successor == Statuses.Valid);
    }

    /// <summary>What the database keeps of a handle; the framework looks tokens up by the same.</summary>
    private static string HashOf(string handle) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(handle)));

    /// <summary>Gives null where the key is gone: it outlives every token that was derived with it.</summary>
    private string? Derive(string keyId, string presented)
    {
        var key = keys.KeysFor(KeyPurpose.RefreshSuccessor).SingleOrDefault(k => k.Id == keyId);
        return key is null
            ? null
            : Base64UrlEncoder.Encode(HMACSHA256.HashData(((SymmetricSecurityKey)key.Material).Key, Encoding.UTF8.GetBytes(presented))) + EmptyPart;
    }
}
