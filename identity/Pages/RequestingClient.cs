using System.Globalization;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;

namespace SaasPlatform.Identity.Pages;

/// <summary>The client in whose request a person is on a page, as it is registered.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Name">Its name in the page's language.</param>
/// <param name="Scopes">The scopes asked for, each once, in the order asked.</param>
/// <param name="FormTargets">The registered places it may be answered at, as sources of a content security policy.</param>
/// <param name="Branding">How it shows itself.</param>
public sealed record RequestingClient(string Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyCollection<string> FormTargets, ClientBranding Branding);

/// <summary>Reads the client from the protocol request a page will return to. What that request says is believed only where the registration confirms it.</summary>
public sealed class RequestingClients(RegisteredClients applications)
{
    private const string AuthorizePath = "/" + IdentityServer.AuthorizePath;
    private const string LogoutPath = "/" + IdentityServer.EndSessionPath;

    private const int LongestClientId = 100;

    public async Task<RequestingClient?> FindAsync(string? returnUrl, CancellationToken cancel)
    {
        var path = LocalUrl.Accept(returnUrl) is { } local ? LocalUrl.Path(local) : null;
        if (path is not (AuthorizePath or LogoutPath))
            return null;

        var query = LocalUrl.Query(returnUrl);
        var place = (path == AuthorizePath ? query["redirect_uri"] : query["post_logout_redirect_uri"]).ToString();
        if (await ApplicationAsync(query["client_id"].ToString(), path, place, cancel) is not { } application)
            return null;

        var id = (await applications.GetClientIdAsync(application, cancel))!;
        var name = await applications.GetLocalizedDisplayNameAsync(application, CultureInfo.CurrentUICulture, cancel);
        var claims = ClaimsRequest.Parse(query["claims"]) ?? ClaimsRequest.None;
        var released = await ReleasedClaims.OfAsync(claims, application, applications, cancel);
        var scopes = released.ScopesWith(query["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var places = await PlacesAsync(application, path, place, cancel);
        return new RequestingClient(id, string.IsNullOrEmpty(name) ? id : name, scopes, [.. places.Select(Source).OfType<string>().Distinct()], ClientBranding.Of(application));
    }

    /// <summary>A sign-out may name the client only by where it leads; what is registered for one client then tells which.</summary>
    private async Task<Client?> ApplicationAsync(string id, string path, string place, CancellationToken cancel)
    {
        if (id.Length is > 0 and <= LongestClientId)
            return await applications.FindByClientIdAsync(id, cancel);
        if (id.Length > 0 || path != LogoutPath || place.Length == 0)
            return null;

        var owners = new List<Client>();
        await foreach (var owner in applications.FindByPostLogoutRedirectUriAsync(place, cancel))
            owners.Add(owner);
        return owners is [var only] ? only : null;
    }

    /// <summary>A pushed request (RFC 9126) names no place here: then it is one of those registered.</summary>
    private async Task<IEnumerable<string>> PlacesAsync(Client application, string path, string place, CancellationToken cancel) => (path, place) switch
    {
        (AuthorizePath, "") => await applications.GetRedirectUrisAsync(application, cancel),
        (AuthorizePath, _) => await applications.ValidateRedirectUriAsync(application, place, cancel) ? [place] : [],
        (_, "") => [],
        _ => await applications.ValidatePostLogoutRedirectUriAsync(application, place, cancel) ? [place] : [],
    };

    /// <summary>An origin for the web, a scheme for an installed application.</summary>
    internal static string? Source(string place)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var uri))
            return null;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            return $"{uri.Scheme}:";
        return uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";
    }
}
