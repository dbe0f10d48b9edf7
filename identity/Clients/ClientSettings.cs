using System.Text.Json;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>The platform's own switches of a client, kept among the framework's.</summary>
internal static class ClientSettings
{
    /// <summary>Whether the ID token carries profile and e-mail; Auth.js and its kind read them from nowhere else.</summary>
    public const string ProfileInIdToken = "profile_in_id_token";

    /// <summary>The resource that the client is.</summary>
    public const string Resource = "resource";

    /// <summary>Who answers for the registration; only what a file registered can be removed because a file no longer names it.</summary>
    public const string ManagedBy = "managed_by";

    /// <summary>The value of <see cref="ManagedBy"/> for clients of a file.</summary>
    public const string File = "file";

    public static bool HasProfileInIdToken(Client client) => Read(client, ProfileInIdToken) == "true";

    public static string? Read(Client client, string name)
    {
        if (string.IsNullOrEmpty(client.Settings))
            return null;

        using var settings = JsonDocument.Parse(client.Settings);
        return settings.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
