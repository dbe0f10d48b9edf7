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

    /// <summary>A file with the picture that people see, relative to the definition file: PNG, JPEG, WebP or SVG of at most 64 KiB.</summary>
    public string? LogoFile { get; init; }

    /// <summary>The colour of the pages of the client's requests, as <c>#RRGGBB</c>.</summary>
    public string? Color { get; init; }

    /// <summary>The client's own start page, and what it says of personal data and of its terms (OIDC Dynamic Client Registration section 2).</summary>
    public string? ClientUri { get; init; }

    public string? PolicyUri { get; init; }

    public string? TosUri { get; init; }

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

    /// <summary>
    /// Whether the client must send a challenge (PKCE, RFC 7636). A confidential client may be freed of it for a library that cannot;
    /// then its <c>nonce</c> is all that binds the code to the browser (RFC 9700 section 2.1.1).
    /// </summary>
    public bool RequirePkce { get; init; } = true;

    /// <summary>Whether the client must push its authorization requests (RFC 9126 section 6).</summary>
    public bool RequirePushedAuthorizationRequests { get; init; }

    /// <summary>Where the browser is led when a session ends, in a frame, with the session's <c>sid</c> (OIDC Front-Channel Logout section 2).</summary>
    public string? FrontchannelLogoutUri { get; init; }

    /// <summary>Where the client is told that a session has ended, with the session's <c>sid</c> (OIDC Back-Channel Logout section 2.2).</summary>
    public string? BackchannelLogoutUri { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The resource that the client itself is: it may introspect the tokens meant for it (RFC 7662 section 2.1).</summary>
    public string? Resource { get; init; }

    /// <summary>Origins on which the client's scripts run, and may call the protocol's endpoints from the browser (CORS).</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary><c>RS256</c>: userinfo answers with a signed JWT (OIDC Core section 5.3.2). Left out, with JSON.</summary>
    public string? UserinfoSignedResponseAlg { get; init; }

    /// <summary>Whether every exchange replaces the refresh token. A confidential client may do without (RFC 9700 section 4.14.2).</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>Whether offline access goes on when the person signs out; left out, for third parties.</summary>
    public bool? OfflineAccessOutlivesSession { get; init; }

    /// <summary>How long the client's tokens live, where not as long as those of others.</summary>
    public ClientTokenLifetimes? TokenLifetimes { get; init; }

    [JsonIgnore]
    public bool IsPublic => Type is null ? Secret is null && SecretFile is null && PublicKey is null : Type == ClientType.Public;
}

/// <summary>Lifetimes of a client's own; what is left out is as the settings say (section <c>Tokens</c>).</summary>
public sealed record ClientTokenLifetimes
{
    public TimeSpan? AccessToken { get; init; }

    public TimeSpan? IdentityToken { get; init; }

    /// <summary>From one exchange to the next.</summary>
    public TimeSpan? RefreshToken { get; init; }

    /// <summary>From the first refresh token on.</summary>
    public TimeSpan? RefreshTokenAbsolute { get; init; }
}
