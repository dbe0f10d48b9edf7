using System.Collections.Immutable;
using System.Security.Claims;

namespace SaasPlatform.Identity.Protocol;

/// <summary>How a person proved who they are (OIDC Core section 2, <c>acr</c> and <c>amr</c>).</summary>
internal static class AuthenticationContext
{
    /// <summary>The class of a sign-in by password. The platform's own name: no standard one says just that.</summary>
    public const string Password = "urn:saasplatform:acr:password";

    /// <summary>The classes there are, for the discovery document.</summary>
    public static readonly ImmutableArray<string> Supported = [Password];

    /// <summary>The methods (RFC 8176 section 2) of the sign-in that this session's cookie tells of.</summary>
    public static ImmutableArray<string> Methods(ClaimsPrincipal session) =>
        [.. session.FindAll(ClaimTypes.AuthenticationMethod).Select(c => c.Value).Distinct()];
}
