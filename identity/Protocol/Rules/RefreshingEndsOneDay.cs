using System.Globalization;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Each refresh token starts its lifetime anew, but the family has an end that refreshing does not move (RFC 9700 section 4.14.2).
/// It travels in the tokens themselves.
/// </summary>
internal sealed class RefreshingEndsOneDay(IOptions<TokenSettings> settings, RegisteredClients clients, TimeProvider clock) : IOpenIddictServerHandler<ProcessSignInContext>
{
    private const string FamilyEnd = "family_end";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseScopedHandler<RefreshingEndsOneDay>()
            .SetOrder(RefreshTokensKeepWhatWasGranted.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.RefreshTokenPrincipal is not { } next)
            return;

        var presented = context.Transaction
            .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.RefreshTokenPrincipal;
        var end = presented?.GetClaim(FamilyEnd) is { } text
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture))
            : clock.GetUtcNow() + await LifetimeOfAsync(context.ClientId!, context.CancellationToken);
        next.SetClaim(FamilyEnd, end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (next.GetExpirationDate() > end)
            next.SetExpirationDate(end);
    }

    /// <summary>A client may have a lifetime of its own.</summary>
    private async Task<TimeSpan> LifetimeOfAsync(string clientId, CancellationToken cancellationToken)
    {
        var client = (await clients.FindByClientIdAsync(clientId, cancellationToken))!;
        return TimeSpan.TryParse(ClientSettings.Read(client, ClientSettings.RefreshTokenAbsoluteLifetime), CultureInfo.InvariantCulture, out var own)
            ? own
            : settings.Value.RefreshTokenAbsoluteLifetime;
    }
}
