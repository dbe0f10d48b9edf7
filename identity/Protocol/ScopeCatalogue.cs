using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Resources;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// Every scope there is, and the audience a token with it is for: those of the platform from memory, those that were
/// registered from the database, so that every replica knows them as soon as they are stored.
/// </summary>
public sealed class ScopeCatalogue(BuiltInScopes builtIn, IdentityDb db)
{
    /// <summary>What to tell a client whose resource its scopes do not lead to.</summary>
    public const string NotReached = "The scopes do not lead to the resource that the request names.";

    /// <summary>Gives those of the scopes that exist, with the audience of a token with them; null for a scope of OpenID Connect.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> FindAsync(IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        var others = new List<string>();
        foreach (var scope in scopes.Distinct(StringComparer.Ordinal))
        {
            if (builtIn.All.TryGetValue(scope, out var audience))
                found[scope] = audience;
            else
                others.Add(scope);
        }

        if (others.Count > 0)
        {
            foreach (var scope in await db.Scopes.AsNoTracking().Where(s => others.Contains(s.Name!)).ToListAsync(cancellationToken))
                found[scope.Name!] = RegisteredScope.ResourceOf(scope);
        }

        return found;
    }

    /// <summary>Whether a resource identifier is the audience of an API; a final slash makes no difference.</summary>
    public async Task<bool> IsAudienceAsync(string resource, CancellationToken cancellationToken) =>
        builtIn.IsAudience(resource) || await IsRegisteredAsync(resource, cancellationToken);

    /// <summary>Whether it is one of the resources that were registered beside the platform's own.</summary>
    public async Task<bool> IsRegisteredAsync(string resource, CancellationToken cancellationToken)
    {
        // PostgreSQL takes the character NUL in no text.
        if (resource.Contains('\0', StringComparison.Ordinal))
            return false;
        var stored = RegisteredScope.ResourcesOf(resource.TrimEnd('/'));
        return await db.Scopes.AnyAsync(s => s.Resources == stored, cancellationToken);
    }

    /// <summary>
    /// The audiences of a token with these scopes. Where the request names resources (RFC 8707 section 2), the token is for
    /// those alone.
    /// </summary>
    public static List<string> AudiencesOf(IReadOnlyDictionary<string, string?> scopes, IReadOnlyCollection<string> resources) =>
        [.. scopes.Values.OfType<string>().Distinct().Where(a => resources.Count == 0 || resources.Any(r => r.TrimEnd('/') == a))];

    /// <summary>
    /// Whether a token with these audiences reaches every resource that the request names. One that reached none would have no
    /// audience at all, and look like one that was never restricted (RFC 8707 section 2).
    /// </summary>
    public static bool AreReached(IEnumerable<string> named, IReadOnlyCollection<string> audiences) =>
        named.All(r => audiences.Contains(r.TrimEnd('/')));
}
