using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>Whose the client is.</summary>
public sealed record MachineClientRequest
{
    /// <summary>The company.</summary>
    [Required]
    public Guid? OrganizationId { get; init; }
}

/// <summary>A secret, which is told this once.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="PreviousSecretExpiresAt">Until when the one before is good too; null where it is not.</param>
public sealed record MachineClientSecret(string Secret, DateTimeOffset? PreviousSecretExpiresAt);

/// <summary>Registers the client of a company. Doing so again is one client, with another secret: whoever asks again has lost the first answer.</summary>
internal static class RegisterMachineClient
{
    /// <summary>What the client of a company can hold: its own company, and nothing about people or partners.</summary>
    private static readonly string[] Held = ["companies.read", "companies.write"];

    public static async Task<Results<Ok<MachineClientSecret>, ProblemHttpResult>> HandleAsync(
        Guid clientId, MachineClientRequest request, IdentityDb db, RegisteredClients clients, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        var secret = ClientSecret.Generate();
        var wanted = ClientDescriptor.Of(new()
        {
            ClientId = clientId.ToString(),
            Name = clientId.ToString(),
            Type = ClientType.Confidential,
            GrantTypes = [GrantTypes.ClientCredentials],
            Scopes = Held,
        });
        wanted.ClientSecret = secret;
        wanted.Settings[ClientSettings.Organization] = request.OrganizationId.ToString()!;
        if (await clients.FindByClientIdAsync(clientId.ToString(), cancellationToken) is not { } stored)
            await clients.CreateAsync(wanted, cancellationToken);
        else if (ClientSettings.OrganizationOf(stored) == request.OrganizationId)
            await clients.UpdateAsync(stored, wanted, cancellationToken);
        else
            return Problems.Conflict("client_id_taken", "The client id is another client's.");

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new MachineClientSecret(secret, PreviousSecretExpiresAt: null));
    }
}
