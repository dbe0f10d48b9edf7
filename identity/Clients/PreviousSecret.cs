using System.Globalization;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>The secret that a client had before its last rotation.</summary>
internal static class PreviousSecret
{
    /// <summary>How long it is good beside the new one.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    /// <summary>Its stored hash while it is good; null afterwards, and where there is none.</summary>
    public static string? HashOf(Client client, DateTimeOffset now) =>
        ClientSettings.Read(client, ClientSettings.PreviousSecretExpires) is { } expires && DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) > now
            ? ClientSettings.Read(client, ClientSettings.PreviousSecret)
            : null;
}
