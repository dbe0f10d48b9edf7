using System.Text.Json.Serialization;

namespace SaasPlatform.Identity.Clients;

/// <summary>An application as it is registered: one entry of the file that <c>clients apply</c> takes.</summary>
public sealed record ClientDefinition
{
    public required string ClientId { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The name in other languages, by language tag.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The secret of a confidential client. A client without one, and without a public key, is public: it runs where no
    /// secret can be kept.
    /// </summary>
    public string? Secret { get; init; }

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

    [JsonIgnore]
    public bool IsPublic => Secret is null && PublicKey is null;
}
