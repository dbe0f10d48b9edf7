using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// Whom a client names that wants one person and no other: by <c>id_token_hint</c> (OIDC Core section 3.1.2.1), or by the claim
/// <c>sub</c> with a value (section 5.5.1). One whose hint cannot be verified expects somebody, and nobody knows whom.
/// </summary>
internal sealed class ExpectedPerson
{
    private readonly bool _isKnown;
    private readonly IReadOnlyList<string> _subjects;

    private ExpectedPerson(bool isKnown, IReadOnlyList<string> subjects) => (_isKnown, _subjects) = (isKnown, subjects);

    public static async Task<ExpectedPerson> ReadAsync(HttpContext http, OpenIddictRequest request, ClaimsRequest claims)
    {
        List<string> subjects = [.. new[] { claims.Subject }.OfType<string>()];
        if (string.IsNullOrEmpty(request.IdTokenHint))
            return new(true, subjects);

        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (hint.Principal?.GetClaim(Claims.Subject) is not { } subject)
            return new(false, subjects);
        return new(true, [.. subjects, subject]);
    }

    /// <summary>Whether this person is the one.</summary>
    public bool Is(Guid accountId) => _isKnown && IsOrIsUnknown(accountId);

    /// <summary>Whether this person may be the one: whoever proved who they are for this request.</summary>
    public bool IsOrIsUnknown(Guid accountId) => _subjects.All(s => s == accountId.ToString());
}
