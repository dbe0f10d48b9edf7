using System.Text.Json.Serialization;

namespace SaasPlatform.Identity.Clients;

/// <summary>RFC 6749 section 2.1.</summary>
public enum ClientType
{
    /// <summary>Runs where no secret can be kept.</summary>
    Public,

    /// <summary>Authenticates itself, by a secret or a key.</summary>
    Confidential,
}

/// <summary>An application as it is registered: one entry of the file that <c>clients apply</c> takes.</summary>
public sealed record ClientDefinition
{
    public required string ClientId { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The name in other languages, by language tag.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Left out, a client with a secret or a key is confidential and any other is public. A confidential one without either gets a secret.</summary>
    public ClientType? Type { get; init; }

    /// <summary>The secret of a confidential client.</summary>
    public string? Secret { get; init; }

    /// <summary>A file that holds the secret, relative to the definition file.</summary>
    public string? SecretFile { get; init; }

    /// <summary>PEM of the public key with which the client signs its assertions (<c>private_key_jwt</c>).</summary>
    public string? PublicKey { get; init; }

    /// <summary>Part of the platform itself: nobody is asked for consent.</summary>
    public bool FirstParty { get; init; }

    /// <summary>Whether the ID token carries the profile and e-mail claims; by default for first-party clients that sign people in.</summary>
    public bool? ProfileInIdToken { get; init; }

    /// <summary>Any of <c>authorization_code</c>, <c>refresh_token</c>, <c>client_credentials</c>.</summary>
    public required IReadOnlyList<string> GrantTypes { get; init; }

    /// <summary>Compared exactly.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The resource that the client itself is: it may introspect the tokens meant for it (RFC 7662 section 2.1).</summary>
    public string? Resource { get; init; }

    [JsonIgnore]
    public bool IsPublic => Type is null ? Secret is null && SecretFile is null && PublicKey is null : Type == ClientType.Public;
}
