using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Clients send codes and secrets to the endpoints the document names. The framework takes scheme and host of these from the
/// request, where anybody can write them (the <c>Host</c> header); here they are those of the issuer, which the settings name.
/// </summary>
internal sealed class DiscoveryNamesThePublicAddress : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleConfigurationRequestContext>()
            .UseSingletonHandler<DiscoveryNamesThePublicAddress>()
            .SetOrder(OpenIddictServerHandlers.Discovery.AttachEndpoints.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        var options = context.Options;
        var issuer = options.Issuer!;
        context.AuthorizationEndpoint = Under(issuer, options.AuthorizationEndpointUris);
        context.PushedAuthorizationEndpoint = Under(issuer, options.PushedAuthorizationEndpointUris);
        context.TokenEndpoint = Under(issuer, options.TokenEndpointUris);
        context.UserInfoEndpoint = Under(issuer, options.UserInfoEndpointUris);
        context.IntrospectionEndpoint = Under(issuer, options.IntrospectionEndpointUris);
        context.RevocationEndpoint = Under(issuer, options.RevocationEndpointUris);
        context.EndSessionEndpoint = Under(issuer, options.EndSessionEndpointUris);
        context.JsonWebKeySetEndpoint = Under(issuer, options.JsonWebKeySetEndpointUris);
        return ValueTask.CompletedTask;
    }

    private static Uri Under(Uri issuer, List<Uri> endpoints) =>
        new(issuer.AbsoluteUri.TrimEnd('/') + "/" + endpoints[0].OriginalString.TrimStart('/'));
}
