using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace SaasPlatform.Identity.Protocol;

/// <summary>A refusal in the words of the protocol; the framework brings it to where it belongs.</summary>
internal static class ProtocolError
{
    public static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}

internal static class ProtocolTransaction
{
    /// <summary>What the framework knows of the request being served at one of its endpoints.</summary>
    public static OpenIddictServerTransaction Transaction(this HttpContext http) =>
        http.Features.Get<OpenIddictServerAspNetCoreFeature>()!.Transaction!;
}
