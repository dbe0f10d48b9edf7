using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Organizations;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A client may ask for less while it refreshes (RFC 6749 section 6). That narrows this one access token; the next refresh
/// starts again from what was granted.
/// </summary>
internal sealed class RefreshTokensKeepWhatWasGranted : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<RefreshTokensKeepWhatWasGranted>()
            .SetOrder(OpenIddictServerHandlers.PrepareRefreshTokenPrincipal.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        var presented = context.Transaction
            .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.RefreshTokenPrincipal;
        if (presented is not null && context.RefreshTokenPrincipal is { } next)
            next.SetScopes(presented.GetScopes()).SetResources(presented.GetResources());
        // Nor does it carry a company: that is chosen at every exchange.
        foreach (var claim in OrganizationClaims.All)
            context.RefreshTokenPrincipal?.RemoveClaims(claim);
        return ValueTask.CompletedTask;
    }
}
