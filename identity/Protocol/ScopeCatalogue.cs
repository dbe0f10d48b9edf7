using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>Every scope there is, and the audience a token with it is for.</summary>
public sealed class ScopeCatalogue(IOptions<Addresses> addresses)
{
    /// <summary>Scopes between services: no registered client can hold one.</summary>
    public const string InternalPrefix = "internal.";

    /// <summary>Read and change standard claims of any account.</summary>
    public const string InternalAccounts = InternalPrefix + "accounts";

    /// <summary>What to tell a client whose resource its scopes do not lead to.</summary>
    public const string NotReached = "The scopes do not lead to the resource that the request names.";

    private readonly Dictionary<string, string?> _audiences = new(StringComparer.Ordinal)
    {
        [Scopes.OpenId] = null,
        [Scopes.Profile] = null,
        [Scopes.Email] = null,
        [Scopes.Phone] = null,
        [Scopes.Address] = null,
        [Scopes.OfflineAccess] = null,
        ["companies.read"] = Addresses.Audience(addresses.Value.Company),
        ["companies.write"] = Addresses.Audience(addresses.Value.Company),
        ["users.read"] = Addresses.Audience(addresses.Value.User),
        ["users.write"] = Addresses.Audience(addresses.Value.User),
        ["partners.read"] = Addresses.Audience(addresses.Value.Partner),
        ["partners.write"] = Addresses.Audience(addresses.Value.Partner),
        [InternalAccounts] = Addresses.Audience(addresses.Value.Identity),
    };

    public IEnumerable<string> All => _audiences.Keys;

    public static bool IsInternal(string scope) => scope.StartsWith(InternalPrefix, StringComparison.Ordinal);

    public bool Contains(string scope) => _audiences.ContainsKey(scope);

    /// <summary>Whether the scope gives access to an API, rather than to claims about a person.</summary>
    public bool IsForApi(string scope) => AudienceOf(scope) is not null;

    /// <summary>The audience of a token with this scope; null for a scope of OpenID Connect.</summary>
    public string? AudienceOf(string scope) => _audiences.GetValueOrDefault(scope);

    /// <summary>Whether a resource identifier is the audience of an API; a final slash makes no difference.</summary>
    public bool IsAudience(string resource) => _audiences.ContainsValue(resource.TrimEnd('/'));

    /// <summary>
    /// The audiences of a token with these scopes. Where the request names resources (RFC 8707 section 2), the token is for
    /// those alone.
    /// </summary>
    public IEnumerable<string> AudiencesOf(IEnumerable<string> scopes, IReadOnlyCollection<string> resources) =>
        scopes.Select(AudienceOf).OfType<string>().Distinct().Where(a => resources.Count == 0 || resources.Any(r => r.TrimEnd('/') == a));

    /// <summary>
    /// Whether a token with these audiences reaches every resource that the request names. One that reached none would have no
    /// audience at all, and look like one that was never restricted (RFC 8707 section 2).
    /// </summary>
    public static bool AreReached(IEnumerable<string> named, IReadOnlyCollection<string> audiences) =>
        named.All(r => audiences.Contains(r.TrimEnd('/')));
}
