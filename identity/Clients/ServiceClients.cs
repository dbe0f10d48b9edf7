using Microsoft.EntityFrameworkCore;
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
}

/// <summary>
/// Registers the services that the settings name before the first request, and removes those they no longer name. Settings
/// are the only way to a scope between services.
/// </summary>
internal sealed class ServiceClients(IServiceScopeFactory scopes, IConfiguration configuration) : IHostedService
{
    public const string Section = "ServiceClients";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = configuration.GetSection(Section).Get<Dictionary<string, ServiceClientSettings>>() ?? [];
        var definitions = settings.Select(s => Define(s.Key, s.Value)).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<ApplyClients>().ApplyServicesAsync(definitions, cancellationToken);

        var db = services.GetRequiredService<IdentityDb>();
        var manager = services.GetRequiredService<RegisteredClients>();
        var prefix = Permissions.Prefixes.Scope + ScopeCatalogue.InternalPrefix;
        foreach (var client in await db.Clients.Where(c => c.Permissions!.Contains(prefix)).ToListAsync(cancellationToken))
        {
            if (!settings.ContainsKey(client.ClientId!))
                await manager.DeleteAsync(client, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ClientDefinition Define(string clientId, ServiceClientSettings settings) => new()
    {
        ClientId = clientId,
        Name = clientId,
        PublicKey = ReadKey(clientId, settings),
        FirstParty = true,
        ProfileInIdToken = false,
        GrantTypes = [GrantTypes.ClientCredentials],
        Scopes = [ScopeCatalogue.InternalAccounts],
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
