using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Logout;

/// <summary>What the page shows after a session ended in this browser.</summary>
/// <param name="Frames">Addresses of clients that hear of it by being opened in a frame.</param>
/// <param name="Next">Where the person goes on; null to stay.</param>
internal sealed record EndedHere(IReadOnlyList<string> Frames, string? Next);

/// <summary>
/// Tells clients through the browser that its session has ended (OIDC Front-Channel Logout section 2): a page opens their addresses in
/// frames, with <c>iss</c> and <c>sid</c>, and then goes on. Which session and where to stands in a ticket that nobody else can write.
/// </summary>
internal sealed class FrontChannelLogout(IdentityDb db, IDataProtectionProvider protection, IOptionsMonitor<OpenIddictServerOptions> server)
{
    /// <summary>The page.</summary>
    public const string Page = "/signed-out";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("SaasPlatform.Identity.FrontChannelLogout").ToTimeLimitedDataProtector();

    private sealed record Ticket(string SessionId, string? Next);

    /// <summary>Whether a client of the session wants to hear of its end this way.</summary>
    public Task<bool> IsAwaitedAsync(string sessionId, CancellationToken cancellationToken) => Clients(sessionId).AnyAsync(cancellationToken);

    /// <summary>The address of the page for a session that has ended.</summary>
    public string PageFor(string sessionId, string? next) =>
        QueryHelpers.AddQueryString(Page, "ended", _protector.Protect(JsonSerializer.Serialize(new Ticket(sessionId, next)), Lifetime));

    /// <summary>Reads what the page is to show; null without a ticket, or with one that is not genuine.</summary>
    public async Task<EndedHere?> ReadAsync(string? ticket, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(ticket))
            return null;

        try
        {
            var ended = JsonSerializer.Deserialize<Ticket>(_protector.Unprotect(ticket))!;
            var settings = await Clients(ended.SessionId).Select(c => c.Settings).ToListAsync(cancellationToken);
            return new([.. settings.Select(s => FrameOf(s, ended.SessionId))], ended.Next);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IQueryable<Client> Clients(string sessionId) =>
        db.Clients.Where(c => c.Settings!.Contains(ClientSettings.Stored(ClientSettings.FrontChannelLogoutUri)) && c.Authorizations.Any(g => g.SessionId == sessionId));

    private string FrameOf(string? settings, string sessionId) =>
        QueryHelpers.AddQueryString(ClientSettings.Read(settings, ClientSettings.FrontChannelLogoutUri)!, new Dictionary<string, string?>
        {
            ["iss"] = server.CurrentValue.Issuer!.AbsoluteUri,
            ["sid"] = sessionId,
        });
}
