using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The <c>claims</c> parameter is a JSON object (OIDC Core section 5.5). One that asks with weight for a class of sign-in that there is
/// not cannot be met (section 5.5.1.1, OpenID Connect Core Error Code unmet_authentication_requirements).
/// </summary>
internal sealed class ClaimsRequestsAreReadable
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public const string Unmet = "unmet_authentication_requirements";

    public static OpenIddictServerHandlerDescriptor OfAuthorizationRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseSingletonHandler<ClaimsRequestsAreReadable>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateScopePermissions.Descriptor.Order + 1)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfPushedRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseSingletonHandler<ClaimsRequestsAreReadable>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedScopePermissions.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.Request);

    private static ValueTask Check(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (ClaimsRequest.Parse((string?)request[Parameters.Claims]) is not { } claims)
            context.Reject(Errors.InvalidRequest, "The claims parameter is not a JSON object of claims for id_token and userinfo.");
        else if (claims.IdToken.GetValueOrDefault(Claims.AuthenticationContextReference) is { IsEssential: true, Values.Count: > 0 } asked
            && !asked.Values.Intersect(AuthenticationContext.Supported).Any())
            context.Reject(Unmet, "There is no such authentication context class here; the discovery document names those that there are.");
        return ValueTask.CompletedTask;
    }
}
