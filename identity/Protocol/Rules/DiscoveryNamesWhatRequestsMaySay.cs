using System.Text.Json;
using OpenIddict.Server;
using SaasPlatform.Identity.Pages;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>What the provider does beyond the framework, for clients that read the document (OIDC Discovery section 3).</summary>
internal sealed class DiscoveryNamesWhatRequestsMaySay : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    private static readonly string[] Displays = ["page"];
    private static readonly string[] Algorithms = [Algorithm];

    private const string Algorithm = "RS256";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleConfigurationRequestContext>()
            .UseSingletonHandler<DiscoveryNamesWhatRequestsMaySay>()
            .SetOrder(OpenIddictServerHandlers.Discovery.AttachAdditionalMetadata.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Metadata[Metadata.ClaimsParameterSupported] = true;
        context.Metadata[Metadata.RequestParameterSupported] = false;
        context.Metadata[Metadata.RequestUriParameterSupported] = false;
        context.Metadata["acr_values_supported"] = JsonSerializer.SerializeToElement(AuthenticationContext.Supported);
        context.Metadata["display_values_supported"] = JsonSerializer.SerializeToElement(Displays);
        context.Metadata["ui_locales_supported"] = JsonSerializer.SerializeToElement(Languages.Names.Keys.Order());
        context.Metadata["userinfo_signing_alg_values_supported"] = JsonSerializer.SerializeToElement(Algorithms);
        context.Metadata["token_endpoint_auth_signing_alg_values_supported"] = JsonSerializer.SerializeToElement(Algorithms);
        // A public client names itself and proves nothing.
        context.TokenEndpointAuthenticationMethods.Add(ClientAuthenticationMethods.None);
        return ValueTask.CompletedTask;
    }
}
