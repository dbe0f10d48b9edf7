using System.Globalization;
using OpenIddict.Abstractions;

namespace SaasPlatform.Identity.Pages;

/// <summary>The client in whose request a person is on a page, as it is registered.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Name">Its name in the page's language.</param>
/// <param name="Scopes">The scopes asked for, each once, in the order asked.</param>
/// <param name="FormTargets">The registered places it may be answered at, as sources of a content security policy.</param>
public sealed record RequestingClient(string Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyCollection<string> FormTargets);

/// <summary>Reads the client from the protocol request a page will return to. What that request says is believed only where the registration confirms it.</summary>
public sealed class RequestingClients(IOpenIddictApplicationManager applications)
{
    public const string AuthorizePath = "/connect/authorize";
    public const string LogoutPath = "/connect/logout";

    public async Task<RequestingClient?> FindAsync(string? returnUrl, CancellationToken cancel)
    {
        var path = LocalUrl.Accept(returnUrl) is { } local ? LocalUrl.Path(local) : null;
        if (path is not (AuthorizePath or LogoutPath))
            return null;

        var query = LocalUrl.Query(returnUrl);
        if (query["client_id"].ToString() is not { Length: > 0 and <= 100 } id || await applications.FindByClientIdAsync(id, cancel) is not { } application)
            return null;

        var name = await applications.GetLocalizedDisplayNameAsync(application, CultureInfo.CurrentUICulture, cancel);
        var scopes = query["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        var places = path == AuthorizePath
            ? await RedirectPlacesAsync(application, query["redirect_uri"], cancel)
            : await applications.GetPostLogoutRedirectUrisAsync(application, cancel);
        return new RequestingClient(id, string.IsNullOrEmpty(name) ? id : name, scopes, [.. places.Select(Source).OfType<string>().Distinct()]);
    }

    /// <summary>A pushed request (RFC 9126) names no place here: then it is one of those registered.</summary>
    private async Task<IEnumerable<string>> RedirectPlacesAsync(object application, string? asked, CancellationToken cancel)
    {
        if (asked is null)
            return await applications.GetRedirectUrisAsync(application, cancel);
        return await applications.ValidateRedirectUriAsync(application, asked, cancel) ? [asked] : [];
    }

    /// <summary>An origin for the web, a scheme for an installed application.</summary>
    private static string? Source(string place)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var uri))
            return null;
        return uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps ? uri.GetLeftPart(UriPartial.Authority) : uri.Scheme + ":";
    }
}
