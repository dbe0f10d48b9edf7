using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>The public key of a service (section <c>ServiceClients:client id</c>); it proves itself with the private one.</summary>
public sealed class ServiceClientSettings
{
    /// <summary>The key in PEM.</summary>
    public string? PublicKey { get; set; }

    /// <summary>A file that holds the key in PEM.</summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>What the service may do at identity: <c>internal.accounts</c> (the user API), <c>internal.clients</c> (the company API). Left out, <c>internal.accounts</c>.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];
}

/// <summary>
/// Registers identity itself and the services that the settings name before the first request, and removes those they no
/// longer name. Settings are the only way to a scope between services.
/// </summary>
internal sealed class ServiceClients(
    IServiceScopeFactory scopes, IConfiguration configuration, IOptions<Shared.ServiceClients.ServiceClientSettings> own)
{
    public const string Section = "ServiceClients";

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var settings = configuration.GetSection(Section).Get<Dictionary<string, ServiceClientSettings>>() ?? [];
        var definitions = settings.Select(s => Define(s.Key, ReadKey(s.Key, s.Value), ReadScopes(s.Key, s.Value)))
            .Append(Define(own.Value.ClientId, own.Value.ReadPublicKey(), BuiltInScopes.InternalUserEvents, BuiltInScopes.InternalCompanyEvents, BuiltInScopes.InternalOrganizations))
            .ToList();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<ApplyClients>().ApplyServicesAsync(definitions, cancellationToken);

        var db = services.GetRequiredService<IdentityDb>();
        var manager = services.GetRequiredService<RegisteredClients>();
        foreach (var client in await db.Clients.Where(c => c.Permissions!.Contains(ApplyClients.InternalScope)).ToListAsync(cancellationToken))
        {
            if (!definitions.Exists(d => d.ClientId == client.ClientId))
                await manager.DeleteAsync(client, cancellationToken);
        }
    }

    /// <summary>Reads every public key.</summary>
    /// <exception cref="StartFailureException">One cannot be read.</exception>
    public void ReadKeys()
    {
        foreach (var (clientId, settings) in configuration.GetSection(Section).Get<Dictionary<string, ServiceClientSettings>>() ?? [])
        {
            ReadKey(clientId, settings);
            ReadScopes(clientId, settings);
        }
    }

    private static string[] ReadScopes(string clientId, ServiceClientSettings settings) =>
        settings.Scopes.Except([BuiltInScopes.InternalAccounts, BuiltInScopes.InternalClients]).FirstOrDefault() is { } unknown
            ? throw new StartFailureException($"{Section}:{clientId}:Scopes holds '{unknown}', which is neither {BuiltInScopes.InternalAccounts} nor {BuiltInScopes.InternalClients}.")
            : settings.Scopes is { Count: 0 } ? [BuiltInScopes.InternalAccounts] : [.. settings.Scopes];

    private static ClientDefinition Define(string clientId, string publicKey, params string[] scopes) => new()
    {
        ClientId = clientId,
        Name = clientId,
        PublicKey = publicKey,
        FirstParty = true,
        ProfileInIdToken = false,
        GrantTypes = [GrantTypes.ClientCredentials],
        Scopes = scopes,
    };

    private static string ReadKey(string clientId, ServiceClientSettings settings)
    {
        var name = $"{Section}:{clientId}";
        try
        {
            var pem = settings.PublicKey ?? (settings.PublicKeyFile is { } path ? File.ReadAllText(path) : null)
                ?? throw new StartFailureException($"{name} needs PublicKey or PublicKeyFile.");
            using var rsa = System.Security.Cryptography.RSA.Create();
            rsa.ImportFromPem(pem);
            return pem;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new StartFailureException($"{name}: the public key cannot be read as PEM of an RSA key: {failure.Message}", failure);
        }
    }
}
