using OpenIddict.Server;
using SaasPlatform.Identity.Resources;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The scopes of registered APIs belong into the document; those between services are nobody else's business (OIDC Discovery
/// section 3 lets a provider leave some out).
/// </summary>
internal sealed class DiscoveryNamesEveryPublicScope(PublishedScopes registered) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleConfigurationRequestContext>()
            .UseSingletonHandler<DiscoveryNamesEveryPublicScope>()
            .SetOrder(OpenIddictServerHandlers.Discovery.AttachScopes.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Scopes.RemoveWhere(BuiltInScopes.IsInternal);
        context.Scopes.UnionWith(await registered.ReadAsync(context.CancellationToken));
    }
}
