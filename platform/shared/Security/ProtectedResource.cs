using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Shared.Security;

/// <summary>An API as a protected resource (RFC 9728): its identifier, which is its audience, and the scopes it knows.</summary>
public sealed class ProtectedResource(string identifier, string issuer, IReadOnlyList<string> scopes)
{
    private const string MetadataPath = "/.well-known/oauth-protected-resource";

    public string Identifier { get; } = identifier;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>The value of <c>WWW-Authenticate</c>; error and scope only where a token was sent (RFC 6750 section 3.1).</summary>
    public string Challenge(string? error = null, string? description = null, string? scope = null)
    {
        var challenge = $"Bearer resource_metadata=\"{Identifier}{MetadataPath}\"";
        if (error is not null)
            challenge += $", error=\"{error}\"";
        if (description is not null)
            challenge += $", error_description=\"{description}\"";
        return scope is null ? challenge : challenge + $", scope=\"{scope}\"";
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<ProtectedResource>();
        routes.MapGet(MetadataPath, () => TypedResults.Json(new Metadata(resource.Identifier, [resource.Issuer], resource.Scopes, ["header"], resource.Identifier + "/docs")))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private string Issuer { get; } = issuer;

    internal sealed record Metadata(
        [property: JsonPropertyName("resource")] string Resource,
        [property: JsonPropertyName("authorization_servers")] IReadOnlyList<string> AuthorizationServers,
        [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> ScopesSupported,
        [property: JsonPropertyName("bearer_methods_supported")] IReadOnlyList<string> BearerMethodsSupported,
        [property: JsonPropertyName("resource_documentation")] string ResourceDocumentation);
}
