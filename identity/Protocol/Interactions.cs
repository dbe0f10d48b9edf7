using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// Sends people to the pages on which they do what a request asks of them, and knows what they did when the request comes back. Its
/// demands stay in it; a ticket that only this provider can write says which of them are met, for this request alone.
/// </summary>
public sealed class Interactions(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string SignIn = "/sign-in";
    public const string SelectAccount = "/select-account";
    public const string Register = "/register";
    public const string Consent = "/consent";
    public const string SelectOrganization = "/select-organization";

    /// <summary>The parameter that carries the ticket.</summary>
    public const string Parameter = "interaction";

    /// <summary>As long as the longest way back, which leads through a mail.</summary>
    private static readonly TimeSpan Lifetime = PendingRegistration.Lifetime + TimeSpan.FromHours(1);

    /// <summary>What pages show of a pushed request (RFC 9126); what it says counts, whatever stands in the address.</summary>
    private static readonly string[] Shown = [Parameters.RedirectUri, Parameters.Scope, Parameters.Claims, Parameters.UiLocales, Parameters.LoginHint];

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("SaasPlatform.Identity.Interactions").ToTimeLimitedDataProtector();

    /// <summary>Gives what was done for the request at an address; null for one that has just arrived.</summary>
    public InteractionProgress? Find(string url)
    {
        var parameters = ParametersOf(url);
        if (!parameters.TryGetValue(Parameter, out var ticket) || ticket is not [{ Length: > 0 } text])
            return null;

        try
        {
            var progress = JsonSerializer.Deserialize<InteractionProgress>(_protector.Unprotect(text));
            return progress?.Request == HashOf(parameters) ? progress : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// The same address with what a person answered on a page. One without a ticket stays as it is: anybody can write a link to a page, and
    /// a request that never arrived must not look as if it had.
    /// </summary>
    public string Answer(string url, Func<InteractionProgress, InteractionProgress> answer) =>
        Find(url) is { } progress ? With(url, answer(progress)) : url;

    /// <summary>Sends the person to a page that comes back to this request, or tells the client that it asked for silence.</summary>
    /// <param name="http">The authorization request.</param>
    /// <param name="request">The same, as the protocol sees it.</param>
    /// <param name="page">Where to.</param>
    /// <param name="errorWhenSilent">The answer to <c>prompt=none</c>.</param>
    public IResult Require(HttpContext http, OpenIddictRequest request, string page, string errorWhenSilent)
    {
        if (request.HasPromptValue(PromptValues.None))
            return ProtocolError.Refuse(errorWhenSilent, "The request asks for no interaction, and interaction is needed.");

        var url = http.Request.GetEncodedPathAndQuery();
        if (!string.IsNullOrEmpty(request.RequestUri))
            url = Show(url, request);
        return Results.Redirect(QueryHelpers.AddQueryString(page, "returnUrl", With(url, Find(url) ?? new(clock.GetUtcNow().ToUnixTimeSeconds(), HashOf(ParametersOf(url))))));
    }

    private string With(string url, InteractionProgress progress)
    {
        var parameters = ParametersOf(url);
        parameters[Parameter] = _protector.Protect(JsonSerializer.Serialize(progress), Lifetime);
        return QueryHelpers.AddQueryString(url.Split('?')[0], parameters);
    }

    private static string Show(string url, OpenIddictRequest request)
    {
        var parameters = ParametersOf(url);
        foreach (var name in Shown)
        {
            parameters.Remove(name);
            if ((string?)request[name] is { Length: > 0 } value)
                parameters[name] = value;
        }

        return QueryHelpers.AddQueryString(url.Split('?')[0], parameters);
    }

    private static Dictionary<string, StringValues> ParametersOf(string url) =>
        QueryHelpers.ParseQuery(url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[at..] : string.Empty);

    /// <summary>Over JSON, in which no two requests read alike, whatever stands in their values.</summary>
    private static string HashOf(Dictionary<string, StringValues> parameters)
    {
        var request = parameters.Where(p => p.Key != Parameter).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new[] { [p.Key], p.Value.ToArray() });
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
    }
}
