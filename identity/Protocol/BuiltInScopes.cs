using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The scopes of OpenID Connect and of the platform's own APIs, and the audience a token with them is for.</summary>
public sealed class BuiltInScopes(IOptions<Addresses> addresses)
{
    /// <summary>Scopes between services: no registered client can hold one.</summary>
    public const string InternalPrefix = "internal.";

    /// <summary>Read and change standard claims of any account.</summary>
    public const string InternalAccounts = InternalPrefix + "accounts";

    /// <summary>Announce accounts to the user API.</summary>
    public const string InternalUserEvents = InternalPrefix + "user-events";

    /// <summary>Announce accounts to the company API.</summary>
    public const string InternalCompanyEvents = InternalPrefix + "company-events";

    /// <summary>Ask the company API where a person belongs.</summary>
    public const string InternalOrganizations = InternalPrefix + "organizations";

    /// <summary>Register and remove the machine clients of companies.</summary>
    public const string InternalClients = InternalPrefix + "clients";

    private readonly Dictionary<string, string?> _audiences = new(StringComparer.Ordinal)
    {
        [Scopes.OpenId] = null,
        [Scopes.Profile] = null,
        [Scopes.Email] = null,
        [Scopes.Phone] = null,
        [Scopes.Address] = null,
        [Scopes.OfflineAccess] = null,
        [OrganizationClaims.Scope] = null,
        ["companies.read"] = Addresses.Audience(addresses.Value.Company),
        ["companies.write"] = Addresses.Audience(addresses.Value.Company),
        ["users.read"] = Addresses.Audience(addresses.Value.User),
        ["users.write"] = Addresses.Audience(addresses.Value.User),
        ["partners.read"] = Addresses.Audience(addresses.Value.Partner),
        ["partners.write"] = Addresses.Audience(addresses.Value.Partner),
        [InternalAccounts] = Addresses.Audience(addresses.Value.Identity),
        [InternalClients] = Addresses.Audience(addresses.Value.Identity),
        [InternalUserEvents] = Addresses.Audience(addresses.Value.User),
        [InternalCompanyEvents] = Addresses.Audience(addresses.Value.Company),
        [InternalOrganizations] = Addresses.Audience(addresses.Value.Company),
    };

    public IReadOnlyDictionary<string, string?> All => _audiences;

    public static bool IsInternal(string scope) => scope.StartsWith(InternalPrefix, StringComparison.Ordinal);

    /// <summary>Whether a resource identifier is the audience of one of the platform's own; a final slash makes no difference.</summary>
    public bool IsAudience(string resource) => _audiences.ContainsValue(resource.TrimEnd('/'));
}
