using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A resource that a client names (RFC 8707 section 2) is the audience of one of the APIs. The framework would compare it as
/// an address that ends in a slash, which the audiences here do not.
/// </summary>
internal sealed class RequestedResourcesAreAudiences(ScopeCatalogue catalogue)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor OfAuthorizationRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseScopedHandler<RequestedResourcesAreAudiences>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateResources.Descriptor.Order)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfPushedRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseScopedHandler<RequestedResourcesAreAudiences>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedResources.Descriptor.Order)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfTokenRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenRequestContext>()
            .UseScopedHandler<RequestedResourcesAreAudiences>()
            .SetOrder(OpenIddictServerHandlers.Exchange.ValidateResources.Descriptor.Order)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => CheckAsync(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => CheckAsync(context, context.Request);

    public ValueTask HandleAsync(ValidateTokenRequestContext context) => CheckAsync(context, context.Request);

    private async ValueTask CheckAsync(BaseValidatingContext context, OpenIddictRequest request)
    {
        // A final slash makes no difference, so what differs by slashes alone is asked about once.
        foreach (var resource in request.GetResources().Select(r => r.TrimEnd('/')).Distinct(StringComparer.Ordinal))
        {
            if (!await catalogue.IsAudienceAsync(resource, context.CancellationToken))
            {
                context.Reject(Errors.InvalidTarget, "The resource is not one of this platform's.");
                return;
            }
        }
    }
}
