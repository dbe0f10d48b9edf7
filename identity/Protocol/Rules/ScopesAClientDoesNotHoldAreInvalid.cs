using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A scope that exists but that the client is not registered with is <c>invalid_scope</c> (RFC 6749 sections 4.1.2.1 and 5.2),
/// the same as one that does not exist: a client learns nothing of what others hold. The framework calls the request invalid.
/// </summary>
internal sealed class ScopesAClientDoesNotHoldAreInvalid(RegisteredClients clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor OfAuthorizationRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseScopedHandler<ScopesAClientDoesNotHoldAreInvalid>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateScopePermissions.Descriptor.Order - 1)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfPushedRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseScopedHandler<ScopesAClientDoesNotHoldAreInvalid>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedScopePermissions.Descriptor.Order - 1)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfTokenRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenRequestContext>()
            .UseScopedHandler<ScopesAClientDoesNotHoldAreInvalid>()
            .SetOrder(OpenIddictServerHandlers.Exchange.ValidateScopePermissions.Descriptor.Order - 1)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => CheckAsync(context, context.ClientId, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => CheckAsync(context, context.ClientId, context.Request);

    public ValueTask HandleAsync(ValidateTokenRequestContext context) => CheckAsync(context, context.ClientId, context.Request);

    private async ValueTask CheckAsync(BaseValidatingContext context, string? clientId, OpenIddictRequest request)
    {
        // These two ask for the protocol itself; the grant types of the client decide about them.
        var scopes = request.GetScopes().RemoveAll(s => s is Scopes.OpenId or Scopes.OfflineAccess);
        if (scopes.IsEmpty || clientId is null || await clients.FindByClientIdAsync(clientId, context.CancellationToken) is not { } client)
            return;

        foreach (var scope in scopes)
        {
            if (!await clients.HasPermissionAsync(client, Permissions.Prefixes.Scope + scope, context.CancellationToken))
            {
                context.Reject(Errors.InvalidScope, "The client is not registered for one of the scopes.");
                return;
            }
        }
    }
}
