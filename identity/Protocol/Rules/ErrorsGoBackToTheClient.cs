using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// What is wrong with an authorization request is told to the client that sent it, unless the client or its redirect URI is
/// what is wrong (RFC 6749 section 4.1.2.1, OIDC Core section 3.1.2.6). The framework shows such errors to the person, who can
/// do nothing about them; here the client and the exact redirect URI are verified anew, and then the error goes where it belongs.
/// </summary>
internal sealed class ErrorsGoBackToTheClient(RegisteredClients clients) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseScopedHandler<ErrorsGoBackToTheClient>()
            .SetOrder(OpenIddictServerHandlers.Authentication.InferResponseMode.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        // A parameter that is sent twice reads as absent.
        if (context.RedirectUri is not null || string.IsNullOrEmpty(context.Error)
            || context.Request is not { ClientId: { Length: > 0 } id, RedirectUri: { Length: > 0 } uri } || !StatesFitIntoAnAddress.Fits(context.Request.State))
            return;

        var client = await clients.FindByClientIdAsync(id, context.CancellationToken);
        if (client is null || !await clients.ValidateRedirectUriAsync(client, uri, context.CancellationToken))
            return;

        context.RedirectUri = uri;
        // The request may have named a way to answer that there is not.
        if (context.ResponseMode is not { } mode || !context.Options.ResponseModes.Contains(mode))
            context.ResponseMode = ResponseModes.Query;
    }
}
