using Microsoft.Extensions.Localization;
using SaasPlatform.Identity.Protocol;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Pages.Error;

/// <summary>
/// Finds words for the errors of the protocol by their code. The framework calls an unknown client and a wrong redirect URI
/// <c>invalid_request</c> like much else; the registration tells which it is, and those have words of their own.
/// </summary>
public sealed class ProtocolErrors(IStringLocalizer<ProtocolErrors> texts)
{
    public const string UnknownClient = "unknown_client";
    public const string UnregisteredRedirectUri = "unregistered_redirect_uri";
    public const string UnregisteredPostLogoutRedirectUri = "unregistered_post_logout_redirect_uri";

    /// <summary>Gives null for a code that has no words here.</summary>
    /// <param name="code">The <c>error</c> of the protocol.</param>
    /// <param name="url">The local address of the request that was refused.</param>
    /// <param name="client">The client that it names, where there is one.</param>
    public ProtocolErrorText? Find(string code, string url, RequestingClient? client)
    {
        var name = (code == Errors.InvalidRequest ? ReasonOf(url, client) : null) ?? code;
        var title = texts[name];
        return title.ResourceNotFound ? null : new(title, texts[name + ":text"], texts[name + ":developer"]);
    }

    private static string? ReasonOf(string url, RequestingClient? client)
    {
        var (path, query) = (LocalUrl.Path(url), LocalUrl.Query(url));
        if (query["client_id"].Count > 0 && client is null)
            return UnknownClient;
        if (client is { FormTargets.Count: > 0 })
            return null;

        // A sign-out may name the client by where it leads alone.
        return path switch
        {
            "/" + IdentityServer.AuthorizePath when client is not null && query["redirect_uri"].Count > 0 => UnregisteredRedirectUri,
            "/" + IdentityServer.EndSessionPath when query["post_logout_redirect_uri"].Count > 0 => UnregisteredPostLogoutRedirectUri,
            _ => null,
        };
    }
}
