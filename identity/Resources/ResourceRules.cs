using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Protocol;

namespace SaasPlatform.Identity.Resources;

/// <summary>What a registered API and its scopes must be.</summary>
public static class ResourceRules
{
    /// <summary>Scopes under these names are the platform's, the ones it has and the ones it may get.</summary>
    private static readonly string[] Reserved = ["internal", "companies", "users", "partners", "accounts", "openid", "organization", "roles", "groups"];

    /// <summary>Gives all that is wrong with a file's content.</summary>
    public static IEnumerable<Fault> Check(IReadOnlyList<ResourceDefinition> resources, BuiltInScopes builtIn)
    {
        var seenResources = new HashSet<string>(StringComparer.Ordinal);
        var seenScopes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < resources.Count; i++)
        {
            var (path, resource) = ($"$[{i}]", resources[i]);
            if (!IsIdentifier(resource.Resource))
                yield return new($"{path}.resource", $"'{resource.Resource}' must be an absolute https address without query, fragment or final slash (http only for localhost), or a urn (RFC 8707 section 2).");
            else if (builtIn.IsAudience(resource.Resource))
                yield return new($"{path}.resource", "is one of the platform's own.");
            else if (!seenResources.Add(resource.Resource))
                yield return new($"{path}.resource", $"'{resource.Resource}' is there twice.");
            if (resource.Scopes.Count == 0)
                yield return new($"{path}.scopes", "needs at least one: without a scope no token can be had.");
            for (var j = 0; j < resource.Scopes.Count; j++)
            {
                foreach (var (member, problem) in Check(resource.Scopes[j], builtIn))
                    yield return new($"{path}.scopes[{j}].{member}", problem);
                if (!seenScopes.Add(resource.Scopes[j].Name))
                    yield return new($"{path}.scopes[{j}].name", $"'{resource.Scopes[j].Name}' is there twice; a scope leads to one resource.");
            }
        }
    }

    private static IEnumerable<(string Member, string Problem)> Check(ScopeDefinition scope, BuiltInScopes builtIn)
    {
        if (scope.Name.Length is 0 or > 100 || scope.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-' or ':' or '/')))
            yield return ("name", "needs 1 to 100 letters, digits, '.', '_', '-', ':' or '/'.");
        else if (builtIn.All.ContainsKey(scope.Name) || Reserved.Contains(scope.Name.Split('.', ':', '/')[0], StringComparer.OrdinalIgnoreCase))
            yield return ("name", $"'{scope.Name}' belongs to the platform.");
        foreach (var (member, text) in new[] { ("title", scope.Title), ("description", scope.Description) })
        {
            if (text is not null && (string.IsNullOrWhiteSpace(text.En) || string.IsNullOrWhiteSpace(text.Ru) || text.En.Length > 200 || text.Ru.Length > 200))
                yield return (member, "needs a text of at most 200 characters in both languages.");
        }
    }

    private static bool IsIdentifier(string text)
    {
        if (text.Length > 200 || text.EndsWith('/') || text.Any(c => c is '"' or '\\' || !char.IsAscii(c))
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Fragment.Length + uri.Query.Length + uri.UserInfo.Length > 0)
            return false;
        return uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == "urn" || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
    }
}
