using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Definitions;

namespace SaasPlatform.Identity.Clients;

/// <summary>Decides which secret a client has after a file was applied. One that is stored is replaced only by name.</summary>
internal sealed class ClientSecrets(RegisteredClients manager, IReadOnlyCollection<string> rotate, List<Fault> faults)
{
    private readonly Dictionary<string, string> _made = [];

    /// <summary>The secrets that were made, by client id.</summary>
    public IReadOnlyDictionary<string, string> Made => _made;

    /// <summary>Sets the secret of a registration.</summary>
    /// <returns>What becomes of it, in words; null when there is none.</returns>
    public async Task<string?> DecideAsync(
        OpenIddictApplicationDescriptor wanted, ClientDefinition client, Client? stored, string path, CancellationToken cancellationToken)
    {
        var given = Given(client, path);
        if (client.IsPublic)
        {
            if (client.Type is null && stored?.ClientType == OpenIddictConstants.ClientTypes.Confidential)
                faults.Add(new($"{path}.type", "the stored client is confidential: say \"confidential\" to keep it so, or \"public\" to change that."));
            if (rotate.Contains(client.ClientId))
                faults.Add(new($"{path}.type", "a public client has no secret to rotate."));
            return null;
        }

        var isRotated = rotate.Contains(client.ClientId);
        if (given is null && client.PublicKey is not null && !isRotated)
            return null;

        if (stored?.ClientSecret is { } hash)
        {
            // A secret that still matches keeps its stored hash, so that nothing is written for nothing.
            if (given is null ? !isRotated : await manager.ValidateClientSecretAsync(stored, given, cancellationToken))
            {
                wanted.ClientSecret = hash;
                return "stored";
            }

            if (!isRotated)
            {
                faults.Add(new($"{path}.secret", $"is not the stored one; --rotate-secret {client.ClientId} replaces that."));
                return null;
            }
        }

        wanted.ClientSecret = given ?? (_made[client.ClientId] = ClientSecret.Generate());
        return given is null ? "generated" : "as given";
    }

    private string? Given(ClientDefinition client, string path)
    {
        if (client.SecretFile is null)
            return client.Secret;
        if (client.Secret is not null)
            faults.Add(new($"{path}.secretFile", "there is a secret already."));
        try
        {
            var secret = File.ReadAllText(client.SecretFile).Trim();
            if (secret.Length < ClientSecret.Shortest)
                faults.Add(new($"{path}.secretFile", $"{client.SecretFile} holds less than {ClientSecret.Shortest} characters."));
            return secret;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            faults.Add(new($"{path}.secretFile", $"cannot be read: {failure.Message}"));
            return null;
        }
    }
}
