using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// An assertion that leaks is a secret while it lasts. RFC 7523 section 3 lets a server refuse one whose end is unreasonably
/// far away, and OIDC Core section 9 requires the identifier by which a replay can be told.
/// </summary>
internal sealed class ClientAssertionsAreShortLived(TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
            .UseSingletonHandler<ClientAssertionsAreShortLived>()
            .SetOrder(OpenIddictServerHandlers.ValidateClientAssertionWellknownClaims.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertionPrincipal is null)
            return ValueTask.CompletedTask;

        // The framework has verified it; the principal no longer says what stood in the token and what did not.
        var assertion = new JsonWebToken(context.ClientAssertion);
        if (string.IsNullOrEmpty(assertion.Id))
            context.Reject(Errors.InvalidClient, "The client assertion needs an identifier (jti).");
        else if (!IsShortLived(assertion))
            context.Reject(Errors.InvalidClient, "The client assertion must say when it was issued (iat) and end (exp) at most five minutes later.");
        return ValueTask.CompletedTask;
    }

    /// <summary>A time that is missing reads as the year 1.</summary>
    private bool IsShortLived(JsonWebToken assertion) =>
        assertion.IssuedAt > DateTime.UnixEpoch
        && assertion.ValidTo - assertion.IssuedAt <= Longest
        && assertion.IssuedAt <= clock.GetUtcNow().UtcDateTime + ClockSkew;
}
