using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Xunit;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>What holds of every answer, whatever was asked.</summary>
internal static partial class Expected
{
    /// <summary>RFC 6749, 6750, 7009, 8707 and 9126, OIDC Core, and the codes of problem documents.</summary>
    private static readonly HashSet<string> Codes =
    [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable", "invalid_token",
        "insufficient_scope", "missing_token", "unsupported_token_type", "invalid_target", "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri", "invalid_request_object",
        "request_not_supported", "request_uri_not_supported", "registration_not_supported", "unauthenticated", "forbidden", "not_found", "method_not_allowed", "not_acceptable", "conflict", "body_too_large", "unsupported_media_type",
        "misdirected_request", "rate_limited", "headers_too_large", "request_refused",
    ];

    private static readonly Dictionary<string, string[]> Registered = TestClients.All.ToDictionary(c => c.ClientId, c => c.RedirectUris.Concat(c.PostLogoutRedirectUris).ToArray());

    private static readonly Dictionary<string, string[]> RedirectUris = TestClients.All.ToDictionary(c => c.ClientId, c => c.RedirectUris.ToArray());

    public static void Holds(Draft draft, Wire sent, Outcome answer)
    {
        Assert.InRange(answer.Status, 200, 499);
        foreach (var (name, value) in answer.Headers)
        {
            // A server writes nothing else; it would fail instead.
            Assert.True(name.All(c => c is > ' ' and < '\x7f') && value.All(c => c is >= ' ' and < '\x7f'), $"{name}: {value}");
            Assert.DoesNotContain("injected", name, StringComparison.OrdinalIgnoreCase);
            Assert.False(name == "Set-Cookie" && !value.StartsWith("saas.", StringComparison.Ordinal), value);
        }

        if (answer.Location is { } location)
            Leads(sent, location);
        if (answer.MediaType == "text/html")
            Shows(sent, answer);
        else if (answer.Status >= 400 && sent.Method != "HEAD")
            Explains(answer);
    }

    /// <summary>Here, or where a client that the request names has registered and the request itself asks to go.</summary>
    private static void Leads(Wire sent, string location)
    {
        // Pages for who is signed in send others to sign in at the host they asked.
        if (IsLocal(location) || location.StartsWith($"http://{sent.Host}/sign-in?", StringComparison.Ordinal))
            return;
        var place = location.Split('?')[0];
        // Nobody reads the body of a GET (RFC 9110 section 9.3.1): what stands there asks for nothing.
        var body = sent.Method == "POST" ? Encoding.UTF8.GetString(sent.Body) : "";
        var fields = $"{sent.Query.TrimStart('?')}&{body}".Split('&').Select(f => f.Split('=', 2)).ToLookup(f => HttpUtility.UrlDecode(f[0]), f => HttpUtility.UrlDecode(f[^1]));
        // A parameter without a value is one that was left out (RFC 6749 section 3.1).
        var ids = fields["client_id"].Where(id => id.Length > 0).ToList();
        var named = (ids.Count > 0 ? ids.Where(Registered.ContainsKey) : Registered.Keys).SelectMany(id => Registered[id]).ToList();
        Assert.Contains(place, named);
        // Where none is named it is the only one of a client that is named (section 3.1.2.3).
        var asked = fields["redirect_uri"].Concat(fields["post_logout_redirect_uri"]).Where(uri => uri.Length > 0).ToList();
        Assert.Contains(place, asked.Count > 0 || ids.Count != 1 ? asked : RedirectUris[ids[0]].Length == 1 ? RedirectUris[ids[0]] : []);
    }

    /// <summary>A page gives back nothing as markup, leads nowhere else, and names a code when it is an error.</summary>
    private static void Shows(Wire sent, Outcome answer)
    {
        Assert.DoesNotContain(Values.Marker, answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Values.ForeignHost, answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        foreach (var target in Links().Matches(answer.Body).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(t => t.Length > 0 && t[0] != '#' && !IsLocal(t)))
            Leads(sent, target);
        if (answer.Status >= 400 && answer.Status != StatusOfRefusedForm && sent.Method != "HEAD")
            Assert.Contains(ShownCode().Match(answer.Body).Groups[1].Value, Codes);
    }

    private static void Explains(Outcome answer)
    {
        Assert.True(answer.MediaType is "application/json" or "application/problem+json", $"'{answer.MediaType}' is no JSON");
        var json = JsonNode.Parse(answer.Body)!;
        Assert.Contains((json["error"] ?? json["code"])!.GetValue<string>(), Codes);
    }

    private const int StatusOfRefusedForm = 422;

    private static bool IsLocal(string target) => target[0] == '/' && (target.Length == 1 || target[1] is not ('/' or '\\'));

    [GeneratedRegex("(?:href|action|formaction|src)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<dd>([a-z_]+)</dd>")]
    private static partial Regex ShownCode();
}
