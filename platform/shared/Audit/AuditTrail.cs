using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.Shared.Audit;

/// <summary>Writes changes into the audit log, in the name of whoever makes this request.</summary>
public sealed class AuditTrail(IHttpContextAccessor http, TimeProvider clock)
{
    private const int UserAgentLength = 500;

    /// <summary>What of the platform acts where there is no request: an operator's command, else a worker, which says its name.</summary>
    public string Worker { get; set; } = "command";

    /// <summary>
    /// Adds an entry to the unit of work. It is stored with the next <c>SaveChangesAsync</c>, in the transaction that the caller
    /// began: the change and its entry are committed together, or neither is.
    /// </summary>
    /// <param name="db">A context with <c>ConfigureAudit</c> in its model.</param>
    /// <param name="tenantId">Whose log: the company.</param>
    /// <param name="action">What is done, for example <c>member.changed</c>.</param>
    /// <param name="target">What it is done to.</param>
    /// <param name="changes">Which fields change.</param>
    /// <param name="cancellationToken">Ends the look for keys.</param>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task RecordAsync(
        DbContext db, Guid tenantId, string action, AuditTarget target, AuditChanges changes, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An audit entry is written in the transaction of its change: begin one.");

        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var id = Guid.CreateVersion7(at);
        var actor = Actor();
        // A service's own address says nothing about anybody.
        var (address, userAgent) = actor.Kind == AuditActorKind.System ? (null, null) : (Address(), UserAgent());
        var keys = await db.KeysAsync(address is null && userAgent is null ? changes.Subjects : changes.Subjects.Append(actor.Id), cancellationToken);
        db.Add(new AuditEntry
        {
            Id = id,
            At = at,
            TenantId = tenantId,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ClientId = actor.ClientId,
            Action = action,
            TargetType = target.Type,
            TargetId = target.Id,
            Changes = changes.Write(id, keys),
            Address = address is null ? null : PersonalValue.Encrypt(keys[actor.Id], id, nameof(AuditEntry.Address), address),
            UserAgent = userAgent is null ? null : PersonalValue.Encrypt(keys[actor.Id], id, nameof(AuditEntry.UserAgent), userAgent),
            TraceId = Activity.Current?.TraceId.ToString(),
        });
    }

    private (AuditActorKind Kind, string Id, string? ClientId) Actor()
    {
        if (http.HttpContext?.User is not { Identity.IsAuthenticated: true } principal)
            return (AuditActorKind.System, Worker, null);
        var caller = new CurrentUser(principal);
        var kind = caller.IsPerson ? AuditActorKind.Person
            // Scopes of this kind are held by the platform's own services alone.
            : principal.FindAll("scope").Any(s => s.Value.StartsWith("internal.", StringComparison.Ordinal)) ? AuditActorKind.System
            : AuditActorKind.Client;
        return (kind, kind == AuditActorKind.Person ? caller.Id.ToString() : caller.Subject, caller.ClientId);
    }

    private string? Address()
    {
        IPAddress? address = http.HttpContext?.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
    }

    private string? UserAgent()
    {
        var sent = http.HttpContext?.Request.Headers.UserAgent.ToString();
        return string.IsNullOrEmpty(sent) ? null : sent.Length <= UserAgentLength ? sent : sent[..UserAgentLength];
    }
}
