using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>A definition as the framework stores it, and back in words for a comparison.</summary>
internal static class ClientDescriptor
{
    /// <summary>Everything but what lies in other files: the secret and the logo.</summary>
    public static OpenIddictApplicationDescriptor Of(ClientDefinition client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.ClientId,
            DisplayName = client.Name,
            ClientType = client.IsPublic ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = client.FirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit,
            JsonWebKeySet = client.PublicKey is { } pem ? KeySet(pem) : null,
        };
        foreach (var (language, name) in client.Names)
            descriptor.DisplayNames[CultureInfo.GetCultureInfo(language)] = name;
        descriptor.RedirectUris.UnionWith(client.RedirectUris.Select(u => new Uri(u)));
        descriptor.PostLogoutRedirectUris.UnionWith(client.PostLogoutRedirectUris.Select(u => new Uri(u)));
        descriptor.Permissions.UnionWith(PermissionsOf(client));
        if (client.ProfileInIdToken ?? client.FirstParty)
            descriptor.Settings[ClientSettings.ProfileInIdToken] = "true";
        if (client.Resource is { } resource)
            descriptor.Settings[ClientSettings.Resource] = resource.TrimEnd('/');
        foreach (var (name, value) in SettingsOf(client).Where(s => s.Value is not null))
            descriptor.Settings[name] = value!;
        if (client.RequirePushedAuthorizationRequests)
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        return descriptor;
    }

    /// <summary>What is left out stays unsaid, so that a registration is compared by what differs from the usual.</summary>
    private static IEnumerable<(string Name, string? Value)> SettingsOf(ClientDefinition client) =>
    [
        (ClientSettings.Color, client.Color?.ToLowerInvariant()),
        (ClientSettings.ClientUri, client.ClientUri),
        (ClientSettings.PolicyUri, client.PolicyUri),
        (ClientSettings.TosUri, client.TosUri),
        (ClientSettings.BackChannelLogoutUri, client.BackchannelLogoutUri),
        (ClientSettings.FrontChannelLogoutUri, client.FrontchannelLogoutUri),
        (ClientSettings.RequirePkce, client.RequirePkce ? null : "false"),
        (ClientSettings.Origins, client.Origins.Count == 0 ? null : string.Join(' ', client.Origins.Select(o => RegisteredOrigins.Serialize(new Uri(o))).Order(StringComparer.Ordinal))),
        (ClientSettings.UserInfoSignedResponseAlg, client.UserinfoSignedResponseAlg),
        (ClientSettings.RotateRefreshTokens, client.RotateRefreshTokens ? null : "false"),
        (ClientSettings.OfflineAccessOutlivesSession, client.OfflineAccessOutlivesSession is { } outlives ? (outlives ? "true" : "false") : null),
        (Settings.TokenLifetimes.AccessToken, Text(client.TokenLifetimes?.AccessToken)),
        (Settings.TokenLifetimes.IdentityToken, Text(client.TokenLifetimes?.IdentityToken)),
        (Settings.TokenLifetimes.RefreshToken, Text(client.TokenLifetimes?.RefreshToken)),
        (ClientSettings.RefreshTokenAbsoluteLifetime, Text(client.TokenLifetimes?.RefreshTokenAbsolute)),
    ];

    private static string? Text(TimeSpan? lifetime) => lifetime?.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The fields by the names of <see cref="ClientDefinition"/>; what is empty is left out, and the secret always.</summary>
    public static Dictionary<string, string> Describe(OpenIddictApplicationDescriptor client)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] = client.DisplayName ?? "",
            ["names"] = Join(client.DisplayNames.Select(n => $"{n.Key.Name}={n.Value}")),
            ["logoFile"] = Read(client, ClientSettings.Logo),
            ["color"] = Read(client, ClientSettings.Color),
            ["clientUri"] = Read(client, ClientSettings.ClientUri),
            ["policyUri"] = Read(client, ClientSettings.PolicyUri),
            ["tosUri"] = Read(client, ClientSettings.TosUri),
            ["type"] = client.ClientType ?? "",
            ["publicKey"] = Join(client.JsonWebKeySet?.Keys.Select(k => k.Kid) ?? []),
            ["firstParty"] = client.ConsentType == ConsentTypes.Implicit ? "true" : "false",
            ["profileInIdToken"] = client.Settings.GetValueOrDefault(ClientSettings.ProfileInIdToken) ?? "false",
            ["grantTypes"] = WithPrefix(client, Permissions.Prefixes.GrantType),
            ["redirectUris"] = Join(client.RedirectUris.Select(u => u.OriginalString)),
            ["postLogoutRedirectUris"] = Join(client.PostLogoutRedirectUris.Select(u => u.OriginalString)),
            ["requirePkce"] = Read(client, ClientSettings.RequirePkce),
            ["requirePushedAuthorizationRequests"] = client.Requirements.Contains(Requirements.Features.PushedAuthorizationRequests) ? "true" : "",
            ["frontchannelLogoutUri"] = Read(client, ClientSettings.FrontChannelLogoutUri),
            ["backchannelLogoutUri"] = Read(client, ClientSettings.BackChannelLogoutUri),
            ["scopes"] = WithPrefix(client, Permissions.Prefixes.Scope),
            ["resource"] = Read(client, ClientSettings.Resource),
            ["origins"] = Read(client, ClientSettings.Origins),
            ["userinfoSignedResponseAlg"] = Read(client, ClientSettings.UserInfoSignedResponseAlg),
            ["rotateRefreshTokens"] = Read(client, ClientSettings.RotateRefreshTokens),
            ["offlineAccessOutlivesSession"] = Read(client, ClientSettings.OfflineAccessOutlivesSession),
            ["tokenLifetimes.accessToken"] = Read(client, Settings.TokenLifetimes.AccessToken),
            ["tokenLifetimes.identityToken"] = Read(client, Settings.TokenLifetimes.IdentityToken),
            ["tokenLifetimes.refreshToken"] = Read(client, Settings.TokenLifetimes.RefreshToken),
            ["tokenLifetimes.refreshTokenAbsolute"] = Read(client, ClientSettings.RefreshTokenAbsoluteLifetime),
            ["endpoints"] = WithPrefix(client, Permissions.Prefixes.Endpoint),
            ["managedBy"] = Read(client, ClientSettings.ManagedBy),
        };
        return fields.Where(f => f.Value.Length > 0).ToDictionary();
    }

    private static string Read(OpenIddictApplicationDescriptor client, string setting) => client.Settings.GetValueOrDefault(setting) ?? "";

    private static string WithPrefix(OpenIddictApplicationDescriptor client, string prefix) =>
        Join(client.Permissions.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).Select(p => p[prefix.Length..]));

    private static string Join(IEnumerable<string?> values) => string.Join(", ", values.Order(StringComparer.Ordinal));

    private static IEnumerable<string> PermissionsOf(ClientDefinition client)
    {
        yield return Permissions.Endpoints.Token;
        yield return Permissions.Endpoints.Revocation;
        if (!client.IsPublic)
            yield return Permissions.Endpoints.Introspection;
        if (client.GrantTypes.Contains(GrantTypes.AuthorizationCode))
        {
            yield return Permissions.Endpoints.Authorization;
            yield return Permissions.Endpoints.PushedAuthorization;
            yield return Permissions.Endpoints.EndSession;
            yield return Permissions.ResponseTypes.Code;
        }

        foreach (var grant in client.GrantTypes)
            yield return Permissions.Prefixes.GrantType + grant;
        foreach (var scope in client.Scopes)
            yield return Permissions.Prefixes.Scope + scope;
    }

    private static JsonWebKeySet KeySet(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)));
        key.Use = JsonWebKeyUseNames.Sig;
        key.Kid = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new JsonWebKeySet { Keys = { key } };
    }
}
