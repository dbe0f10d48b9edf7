using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// An API may ask about the access tokens that are meant for it (RFC 7662 section 2.1). The framework knows an API by its
/// client id as audience; here the audience is the resource's address, and the client's registration names it.
/// </summary>
internal sealed class ResourcesMayIntrospectTheirTokens(RegisteredClients clients) : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateIntrospectionRequestContext>()
            .UseScopedHandler<ResourcesMayIntrospectTheirTokens>()
            .SetOrder(OpenIddictServerHandlers.Introspection.ValidateAuthorizedParty.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        if (!token.HasTokenType(TokenTypeIdentifiers.AccessToken) || await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken) is not { } client)
            return;
        if (ClientSettings.Read(client, ClientSettings.Resource) is { } resource && token.HasAudience(resource))
            token.SetAudiences(token.GetAudiences().Add(context.ClientId!));
    }
}

/// <summary>What the rule above added to the audiences is not said to anybody.</summary>
internal sealed class IntrospectionNamesTheAudiencesOfTheToken : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleIntrospectionRequestContext>()
            .UseSingletonHandler<IntrospectionNamesTheAudiencesOfTheToken>()
            .SetOrder(OpenIddictServerHandlers.Introspection.AttachMetadataClaims.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        context.Audiences.Remove(context.Request.ClientId!);
        return ValueTask.CompletedTask;
    }
}
