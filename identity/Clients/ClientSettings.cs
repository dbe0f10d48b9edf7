using System.Text.Json;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>The platform's own switches of a client, kept among the framework's.</summary>
internal static class ClientSettings
{
    /// <summary>Whether the ID token carries profile and e-mail; Auth.js and its kind read them from nowhere else.</summary>
    public const string ProfileInIdToken = "profile_in_id_token";

    /// <summary>The resource that the client is.</summary>
    public const string Resource = "resource";

    /// <summary>The hash of the client's picture.</summary>
    public const string Logo = "logo";

    /// <summary>The colour of the pages of the client's requests.</summary>
    public const string Color = "color";

    /// <summary>Where people find the client, what it says of personal data, and its terms.</summary>
    public const string ClientUri = "client_uri";
    public const string PolicyUri = "policy_uri";
    public const string TosUri = "tos_uri";

    /// <summary>Where the client hears of sessions that end.</summary>
    public const string BackChannelLogoutUri = "backchannel_logout_uri";

    /// <summary>Whether authorization requests need a challenge (<c>false</c> where not).</summary>
    public const string RequirePkce = "require_pkce";

    /// <summary>Where the browser is led when a session ends.</summary>
    public const string FrontChannelLogoutUri = "frontchannel_logout_uri";

    /// <summary>Origins of the client's scripts, separated by spaces.</summary>
    public const string Origins = "origins";

    /// <summary>The algorithm that signs answers of userinfo.</summary>
    public const string UserInfoSignedResponseAlg = "userinfo_signed_response_alg";

    /// <summary>Whether a refresh token stays the same (<c>false</c>).</summary>
    public const string RotateRefreshTokens = "rotate_refresh_tokens";

    /// <summary>Whether offline access ends with the session (<c>true</c> or <c>false</c>).</summary>
    public const string OfflineAccessOutlivesSession = "offline_access_outlives_session";

    /// <summary>How long refreshing goes on; those of single tokens are the framework's own settings.</summary>
    public const string RefreshTokenAbsoluteLifetime = "refresh_token_absolute_lifetime";

    /// <summary>Who answers for the registration; only what a file registered can be removed because a file no longer names it.</summary>
    public const string ManagedBy = "managed_by";

    /// <summary>The company whose machine client this is; the company API answers for the registration.</summary>
    public const string Organization = "organization";

    /// <summary>The hash of the secret before, and until when it is good (<see cref="Clients.PreviousSecret"/>).</summary>
    public const string PreviousSecret = "previous_secret";
    public const string PreviousSecretExpires = "previous_secret_expires";

    /// <summary>The value of <see cref="ManagedBy"/> for clients of a file.</summary>
    public const string File = "file";

    /// <summary>How a setting begins in the stored JSON; the quotes keep it from the middle of an address.</summary>
    public static string Stored(string name) => $"\"{name}\":";

    /// <summary>The company that owns the client; null for every other client.</summary>
    public static Guid? OrganizationOf(Client client) => Read(client, Organization) is { } id ? Guid.Parse(id) : null;

    public static bool HasProfileInIdToken(Client client) => Read(client, ProfileInIdToken) == "true";

    public static bool NeedsProofKey(Client client) => Read(client, RequirePkce) != "false";

    public static bool Rotates(Client client) => Read(client, RotateRefreshTokens) != "false";

    /// <summary>A third party's offline access goes on when the person signs out, unless the registration says otherwise.</summary>
    public static bool OutlivesSession(Client client) =>
        Read(client, OfflineAccessOutlivesSession) is { } said ? said == "true" : client.ConsentType == OpenIddictConstants.ConsentTypes.Explicit;

    public static string? Read(Client client, string name) => Read(client.Settings, name);

    /// <param name="stored">The settings as they are stored.</param>
    /// <param name="name">Which one.</param>
    public static string? Read(string? stored, string name)
    {
        if (string.IsNullOrEmpty(stored))
            return null;

        using var settings = JsonDocument.Parse(stored);
        return settings.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
