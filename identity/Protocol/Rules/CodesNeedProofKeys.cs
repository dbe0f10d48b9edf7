using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Every client binds its codes by a challenge (RFC 9700 section 2.1.1), also a confidential one, unless its registration frees it: some
/// libraries cannot. The framework knows this for all clients or by a requirement that a registration could forget.
/// </summary>
internal sealed class CodesNeedProofKeys(RegisteredClients clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor OfAuthorizationRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseScopedHandler<CodesNeedProofKeys>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateProofKeyForCodeExchangeRequirement.Descriptor.Order)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfPushedRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseScopedHandler<CodesNeedProofKeys>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedProofKeyForCodeExchangeRequirement.Descriptor.Order)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => CheckAsync(context, context.ClientId, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => CheckAsync(context, context.ClientId, context.Request);

    private async ValueTask CheckAsync(BaseValidatingContext context, string? clientId, OpenIddictRequest request)
    {
        if (!string.IsNullOrEmpty(request.CodeChallenge) || clientId is null)
            return;
        if (await clients.FindByClientIdAsync(clientId, context.CancellationToken) is { } client && !ClientSettings.NeedsProofKey(client))
            return;
        context.Reject(Errors.InvalidRequest, "The request needs a code_challenge (PKCE, RFC 7636).");
    }
}
