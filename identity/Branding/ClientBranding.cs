using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Branding;

/// <summary>How a client shows itself on the pages, as it is registered.</summary>
/// <param name="LogoUrl">Where this host serves its picture; null where it has none.</param>
/// <param name="StyleUrl">Where this host serves its colour; null where it has none.</param>
/// <param name="PolicyUri">What it does with personal data (<c>policy_uri</c>, OIDC Dynamic Client Registration section 2).</param>
/// <param name="TosUri">Its terms (<c>tos_uri</c>).</param>
/// <param name="ClientUri">Its own start page (<c>client_uri</c>).</param>
public sealed record ClientBranding(string? LogoUrl, string? StyleUrl, string? PolicyUri, string? TosUri, string? ClientUri)
{
    internal static ClientBranding Of(Client client)
    {
        var path = $"/clients/{Uri.EscapeDataString(client.ClientId!)}";
        var style = Color.Parse(ClientSettings.Read(client, ClientSettings.Color)) is { } color ? ClientStyle.Of(color) : null;
        return new(
            ClientSettings.Read(client, ClientSettings.Logo) is { } hash ? $"{path}/logo?v={hash}" : null,
            style is null ? null : $"{path}/style.css?v={ClientStyle.VersionOf(style)}",
            WebAddress(client, ClientSettings.PolicyUri),
            WebAddress(client, ClientSettings.TosUri),
            WebAddress(client, ClientSettings.ClientUri));
    }

    /// <summary>The rules of registration let nothing else in; a link to a script would be too bad to trust that alone.</summary>
    private static string? WebAddress(Client client, string setting) =>
        Uri.TryCreate(ClientSettings.Read(client, setting), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;
}
