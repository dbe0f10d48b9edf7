using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>Registers clients, or brings their registration to what is defined. Doing so twice is one.</summary>
public sealed class ApplyClients(IdentityDb db, RegisteredClients manager, ScopeCatalogue catalogue)
{
    private sealed record Step(Client? Stored, OpenIddictApplicationDescriptor Wanted, Change? Change);

    /// <summary>Checks all definitions and, when all are right, stores them in one transaction.</summary>
    /// <exception cref="DefinitionException">At least one is wrong; nothing is stored.</exception>
    public async Task<ApplyResult> ApplyAsync(IReadOnlyList<ClientDefinition> clients, ApplyOptions options, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        var faults = await CheckAsync(clients, options, cancellationToken);
        var secrets = new ClientSecrets(manager, options.Rotate, faults);
        var logos = new ClientLogos(db, faults);
        var steps = new List<Step>();
        for (var i = 0; i < clients.Count; i++)
        {
            var path = $"$[{i}]";
            if (faults.Exists(f => f.Path.StartsWith(path + ".", StringComparison.Ordinal)))
                continue;
            var stored = await manager.FindByClientIdAsync(clients[i].ClientId, cancellationToken);
            if (stored is not null && HoldsInternalScope(stored))
            {
                faults.Add(new($"{path}.clientId", "a service of the platform and a registered client cannot share an id."));
                continue;
            }

            if (stored is not null && ClientSettings.OrganizationOf(stored) is not null)
            {
                faults.Add(new($"{path}.clientId", "is the id of a company's machine client."));
                continue;
            }

            var wanted = ClientDescriptor.Of(clients[i]);
            wanted.Settings[ClientSettings.ManagedBy] = ClientSettings.File;
            logos.Decide(wanted, clients[i], path);
            var secret = await secrets.DecideAsync(wanted, clients[i], stored, path, cancellationToken);
            steps.Add(new(stored, wanted, await CompareAsync(stored, wanted, secret, cancellationToken)));
        }

        if (faults.Count > 0)
            throw new DefinitionException(faults);

        var absent = await AbsentAsync(clients, cancellationToken);
        var removed = options.Prune ? absent.Select(c => new Change(ChangeKind.Removed, c.ClientId!, [])) : [];
        if (!options.DryRun)
        {
            await StoreAsync(steps, logos, cancellationToken);
            if (options.Prune)
                await db.RemoveClientsAsync([.. absent.Select(c => c.Id)], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new(
            [.. steps.Select(s => s.Change).OfType<Change>(), .. removed], steps.Count(s => s.Change is null),
            options.Prune ? [] : [.. absent.Select(c => c.ClientId!)], options.DryRun ? new Dictionary<string, string>() : secrets.Made);
    }

    /// <summary>Stores the clients of the platform's own services, the only ones with scopes between services.</summary>
    internal async Task ApplyServicesAsync(IReadOnlyList<ClientDefinition> clients, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        var steps = new List<Step>();
        foreach (var client in clients)
        {
            var stored = await manager.FindByClientIdAsync(client.ClientId, cancellationToken);
            if (stored is not null && !HoldsInternalScope(stored))
                throw new DefinitionException([new(client.ClientId, "a service of the platform and a registered client cannot share an id.")]);
            var wanted = ClientDescriptor.Of(client);
            steps.Add(new(stored, wanted, await CompareAsync(stored, wanted, null, cancellationToken)));
        }

        await StoreAsync(steps, logos: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How a scope between services begins in the JSON list of a client's permissions; the quote keeps it from the middle of another name.</summary>
    internal const string InternalScope = "\"" + Permissions.Prefixes.Scope + BuiltInScopes.InternalPrefix;

    internal static bool HoldsInternalScope(Client client) =>
        client.Permissions?.Contains(InternalScope, StringComparison.Ordinal) == true;

    private async Task<List<Fault>> CheckAsync(IReadOnlyList<ClientDefinition> clients, ApplyOptions options, CancellationToken cancellationToken)
    {
        var scopes = await catalogue.FindAsync(clients.SelectMany(c => c.Scopes), cancellationToken);
        var faults = clients.SelectMany((c, i) => ClientRules.Check(c, scopes).Select(p => new Fault($"$[{i}].{p.Member}", p.Problem))).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < clients.Count; i++)
        {
            if (!seen.Add(clients[i].ClientId))
                faults.Add(new($"$[{i}].clientId", $"'{clients[i].ClientId}' is there twice."));
            if (clients[i].Resource is { } resource && !await catalogue.IsRegisteredAsync(resource, cancellationToken))
                faults.Add(new($"$[{i}].resource", $"there is no resource '{resource}'; scopes apply registers one."));
        }

        faults.AddRange(options.Rotate.Where(r => !seen.Contains(r)).Select(r => new Fault("--rotate-secret", $"the file names no client '{r}'.")));
        return faults;
    }

    private async Task<Change?> CompareAsync(Client? stored, OpenIddictApplicationDescriptor wanted, string? secret, CancellationToken cancellationToken)
    {
        Dictionary<string, string>? old = null;
        if (stored is not null)
        {
            var descriptor = new OpenIddictApplicationDescriptor();
            await manager.PopulateAsync(descriptor, stored, cancellationToken);
            old = ClientDescriptor.Describe(descriptor);
            if (stored.ClientSecret is not null)
                old["secret"] = "stored";
        }

        var fields = ClientDescriptor.Describe(wanted);
        if (secret is not null)
            fields["secret"] = secret;
        return Change.Between(wanted.ClientId!, old, fields);
    }

    private async Task StoreAsync(List<Step> steps, ClientLogos? logos, CancellationToken cancellationToken)
    {
        foreach (var (stored, wanted, change) in steps)
        {
            if (change is null)
                continue;
            if (stored is not null)
                await manager.UpdateAsync(stored, wanted, cancellationToken);
            var client = stored ?? await manager.CreateAsync(wanted, cancellationToken);
            if (logos is not null)
                await logos.StoreAsync(client, cancellationToken);
        }
    }

    /// <summary>What a file registered before and this one does not name.</summary>
    private Task<List<Client>> AbsentAsync(IReadOnlyList<ClientDefinition> clients, CancellationToken cancellationToken)
    {
        var named = clients.Select(c => c.ClientId).ToList();
        return db.Clients.AsNoTracking()
            .Where(c => c.Settings!.Contains(ClientSettings.Stored(ClientSettings.ManagedBy)) && !named.Contains(c.ClientId!))
            .OrderBy(c => c.ClientId)
            .ToListAsync(cancellationToken);
    }
}
