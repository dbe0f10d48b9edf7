using System.Collections.Immutable;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// The claims that a client asked for one by one and may have: those of a scope that it is registered with, though it did not ask for
/// the whole of that. Others are left out, as OIDC Core section 5.5.1 has it of claims that are not to be had.
/// </summary>
internal sealed record ReleasedClaims(IReadOnlyList<string> IdToken, IReadOnlyList<string> UserInfo)
{
    public static async Task<ReleasedClaims> OfAsync(ClaimsRequest request, Client client, RegisteredClients clients, CancellationToken cancellationToken)
    {
        if (request.IdToken.Count == 0 && request.UserInfo.Count == 0)
            return new([], []);

        var held = await clients.GetPermissionsAsync(client, cancellationToken);
        return new(Held(request.IdToken.Keys), Held(request.UserInfo.Keys));

        List<string> Held(IEnumerable<string> claims) =>
            [.. claims.Where(c => StandardClaims.Scopes.TryGetValue(c, out var scope) && held.Contains(Permissions.Prefixes.Scope + scope))];
    }

    /// <summary>What the person has to consent to: a claim is part of its scope.</summary>
    public ImmutableArray<string> ScopesWith(IEnumerable<string> scopes) =>
        [.. scopes.Union(IdToken.Union(UserInfo).Select(c => StandardClaims.Scopes[c]))];
}
