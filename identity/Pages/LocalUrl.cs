using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages;

/// <summary>Addresses on this host only: what a page redirects to never leaves it.</summary>
public static class LocalUrl
{
    private const int Longest = 8_000;

    /// <summary>The address itself where it is local and can stand in a header as it is, else nothing.</summary>
    public static string? Accept(string? url) =>
        url is { Length: > 0 and <= Longest } && url.All(c => c is > ' ' and < '\x7f') && RedirectHttpResult.IsLocalUrl(url) && url[0] == '/' ? url : null;

    /// <summary>The parameters of a local address; none for any other.</summary>
    public static IQueryCollection Query(string? url)
    {
        var query = Accept(url)?.IndexOf('?') is { } at and >= 0 ? url![at..] : "";
        return new QueryCollection(QueryHelpers.ParseQuery(query));
    }

    /// <summary>The e-mail address the client expects, where its request names one.</summary>
    public static string? LoginHint(string? url) => Query(url)["login_hint"].ToString() is { Length: > 0 and <= EmailAddress.MaxLength } hint ? hint : null;

    public static string Path(string url) => url.Split('?', 2)[0];

    /// <summary>The address a person sees, also while the error page answers in its place.</summary>
    public static string ShownUrl(this HttpContext context)
    {
        var failed = context.Features.Get<IStatusCodeReExecuteFeature>();
        var path = failed?.OriginalPath ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        var query = failed is null ? context.Request.QueryString.Value : failed.OriginalQueryString;
        return Accept(new PathString(path).ToUriComponent() + query) ?? "/";
    }
}
