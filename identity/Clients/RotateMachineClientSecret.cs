using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Clients;

/// <summary>
/// Gives the client of a company another secret. The one before is good for a day more, so that no program has to be changed over in the
/// same second; the one before that is not any longer.
/// </summary>
internal static class RotateMachineClientSecret
{
    public static async Task<Results<Ok<MachineClientSecret>, ProblemHttpResult>> HandleAsync(
        Guid clientId, MachineClientRequest request, IdentityDb db, RegisteredClients clients, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        if (await clients.FindByClientIdAsync(clientId.ToString(), cancellationToken) is not { } stored || ClientSettings.OrganizationOf(stored) != request.OrganizationId)
            return Problems.NotFound("client");

        var secret = ClientSecret.Generate();
        var expires = clock.GetUtcNow() + PreviousSecret.GoodFor;
        var wanted = new OpenIddictApplicationDescriptor();
        await clients.PopulateAsync(wanted, stored, cancellationToken);
        wanted.Settings[ClientSettings.PreviousSecret] = stored.ClientSecret!;
        wanted.Settings[ClientSettings.PreviousSecretExpires] = expires.ToString("O", CultureInfo.InvariantCulture);
        wanted.ClientSecret = secret;
        await clients.UpdateAsync(stored, wanted, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new MachineClientSecret(secret, expires));
    }
}
