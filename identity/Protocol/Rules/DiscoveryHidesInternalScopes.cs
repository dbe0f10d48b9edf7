using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>Scopes between services are nobody else's business (OIDC Discovery section 3 lets a provider leave some out).</summary>
internal sealed class DiscoveryHidesInternalScopes : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleConfigurationRequestContext>()
            .UseSingletonHandler<DiscoveryHidesInternalScopes>()
            .SetOrder(OpenIddictServerHandlers.Discovery.AttachScopes.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Scopes.RemoveWhere(ScopeCatalogue.IsInternal);
        return ValueTask.CompletedTask;
    }
}
