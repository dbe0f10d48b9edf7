using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>Registers clients, or brings their registration to what is defined. Doing so twice is one.</summary>
public sealed class ApplyClients(IdentityDb db, RegisteredClients manager, ScopeCatalogue catalogue)
{
    /// <summary>Checks all definitions and, when all are right, stores them in one transaction.</summary>
    /// <exception cref="ClientDefinitionException">At least one is wrong; nothing is stored.</exception>
    public Task ApplyAsync(IReadOnlyCollection<ClientDefinition> clients, CancellationToken cancellationToken)
    {
        var problems = clients.SelectMany(c => ClientRules.Check(c, catalogue).Select(p => $"{c.ClientId}: {p}")).ToList();
        if (problems.Count > 0)
            throw new ClientDefinitionException(problems);
        return StoreAsync(clients, isService: false, cancellationToken);
    }

    /// <summary>Stores the clients of the platform's own services, the only ones with scopes between services.</summary>
    internal Task ApplyServicesAsync(IReadOnlyCollection<ClientDefinition> clients, CancellationToken cancellationToken) =>
        StoreAsync(clients, isService: true, cancellationToken);

    private async Task StoreAsync(IReadOnlyCollection<ClientDefinition> clients, bool isService, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        foreach (var client in clients)
        {
            var stored = await manager.FindByClientIdAsync(client.ClientId, cancellationToken);
            if (stored is not null && HoldsInternalScope(stored) != isService)
                throw new ClientDefinitionException([$"{client.ClientId}: a service of the platform and a registered client cannot share an id."]);

            var descriptor = Describe(client);
            if (stored is null)
            {
                await manager.CreateAsync(descriptor, cancellationToken);
                continue;
            }

            // A secret that still matches keeps its stored hash, so that nothing is written for nothing.
            if (client.Secret is not null && stored.ClientSecret is not null && await manager.ValidateClientSecretAsync(stored, client.Secret, cancellationToken))
                descriptor.ClientSecret = stored.ClientSecret;
            await manager.UpdateAsync(stored, descriptor, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    internal static bool HoldsInternalScope(Client client) =>
        client.Permissions?.Contains(Permissions.Prefixes.Scope + ScopeCatalogue.InternalPrefix, StringComparison.Ordinal) == true;

    private static OpenIddictApplicationDescriptor Describe(ClientDefinition client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.ClientId,
            ClientSecret = client.Secret,
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
        return descriptor;
    }

    private static IEnumerable<string> PermissionsOf(ClientDefinition client)
    {
        yield return Permissions.Endpoints.Token;
        yield return Permissions.Endpoints.Revocation;
        if (!client.IsPublic)
            yield return Permissions.Endpoints.Introspection;
        if (client.GrantTypes.Contains(GrantTypes.AuthorizationCode))
        {
            yield return Permissions.Endpoints.Authorization;
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

/// <summary>A client cannot be registered as defined.</summary>
public sealed class ClientDefinitionException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
