using System.Text.Json;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>The platform's own switches of a client, kept among the framework's.</summary>
internal static class ClientSettings
{
    /// <summary>Whether the ID token carries profile and e-mail; Auth.js and its kind read them from nowhere else.</summary>
    public const string ProfileInIdToken = "profile_in_id_token";

    public static bool HasProfileInIdToken(Client client)
    {
        if (string.IsNullOrEmpty(client.Settings))
            return false;

        using var settings = JsonDocument.Parse(client.Settings);
        return settings.RootElement.TryGetProperty(ProfileInIdToken, out var value) && value.ValueEquals("true");
    }
}
