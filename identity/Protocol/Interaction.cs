using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>What a person must do before the authorization request can be answered.</summary>
internal static class Interaction
{
    public const string SignIn = "/sign-in";
    public const string Register = "/register";
    public const string Consent = "/consent";

    /// <summary>Whether the client wants the person to prove again who they are (OIDC Core section 3.1.2.1).</summary>
    public static bool AsksForSignIn(OpenIddictRequest request, DateTimeOffset signedInAt, DateTimeOffset now) =>
        request.HasPromptValue(PromptValues.Login)
        || request.HasPromptValue(PromptValues.SelectAccount)
        || (request.MaxAge is { } seconds && (now - signedInAt).TotalSeconds > seconds);

    /// <summary>Sends the person to a page that comes back to this request, or tells the client that it asked for silence.</summary>
    /// <param name="http">The authorization request.</param>
    /// <param name="request">The same, as the protocol sees it.</param>
    /// <param name="page">Where to.</param>
    /// <param name="errorWhenSilent">The answer to <c>prompt=none</c>.</param>
    /// <param name="spent">A parameter that the page settles besides, and that does not come back.</param>
    public static IResult Require(HttpContext http, OpenIddictRequest request, string page, string errorWhenSilent, string? spent = null)
    {
        if (request.HasPromptValue(PromptValues.None))
            return ProtocolError.Refuse(errorWhenSilent, "The request asks for no interaction, and interaction is needed.");

        return Results.Redirect(QueryHelpers.AddQueryString(page, "returnUrl", ReturnUrl(http.Request, spent)));
    }

    /// <summary>
    /// The request as it comes back: without the demands that the page fulfils, which would otherwise be made again for ever.
    /// </summary>
    private static string ReturnUrl(HttpRequest request, string? spent)
    {
        var parameters = QueryHelpers.ParseQuery(request.QueryString.Value);
        parameters.Remove(Parameters.Prompt);
        parameters.Remove(Parameters.MaxAge);
        parameters.Remove(ConsentAnswer.Parameter);
        if (spent is not null)
            parameters.Remove(spent);
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, parameters);
    }
}
