using System.Globalization;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Each refresh token starts its lifetime anew, but the family has an end that refreshing does not move (RFC 9700 section 4.14.2).
/// It travels in the tokens themselves.
/// </summary>
internal sealed class RefreshingEndsOneDay(IOptions<TokenSettings> settings, TimeProvider clock) : IOpenIddictServerHandler<ProcessSignInContext>
{
    private const string FamilyEnd = "family_end";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<RefreshingEndsOneDay>()
            .SetOrder(RefreshTokensKeepWhatWasGranted.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.RefreshTokenPrincipal is not { } next)
            return ValueTask.CompletedTask;

        var presented = context.Transaction
            .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.RefreshTokenPrincipal;
        var end = presented?.GetClaim(FamilyEnd) is { } text
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture))
            : clock.GetUtcNow() + settings.Value.RefreshTokenAbsoluteLifetime;
        next.SetClaim(FamilyEnd, end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (next.GetExpirationDate() > end)
            next.SetExpirationDate(end);
        return ValueTask.CompletedTask;
    }
}
