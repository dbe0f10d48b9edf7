using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace SaasPlatform.Identity.Pages;

/// <summary>
/// The languages that the client asked for (<c>ui_locales</c>, OIDC Core section 3.1.2.1), best first: in the request itself,
/// or in the authorization request that a page returns to.
/// </summary>
internal sealed class UiLocales : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var query = httpContext.Request.Query;
        var locales = query["ui_locales"].ToString();
        if (locales.Length == 0 && query["returnUrl"].ToString() is { Length: > 0 } returnUrl && returnUrl.IndexOf('?') is > 0 and var start)
            locales = QueryHelpers.ParseQuery(returnUrl[start..]).TryGetValue("ui_locales", out var inner) ? inner.ToString() : string.Empty;

        // A region or script narrows a language; the language alone decides here.
        var languages = locales.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('-')[0]).ToList();
        return Task.FromResult(languages.Count == 0 ? null : new ProviderCultureResult([.. languages.Select(l => new Microsoft.Extensions.Primitives.StringSegment(l))]));
    }
}
