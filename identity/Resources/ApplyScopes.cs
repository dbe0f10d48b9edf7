using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Identity.Resources;

/// <summary>Registers APIs beside the platform's own, or brings them to what is defined. Doing so twice is one.</summary>
public sealed class ApplyScopes(IdentityDb db, OpenIddictScopeManager<StoredScope> manager, BuiltInScopes builtIn)
{
    /// <summary>Checks all definitions and, when all are right, stores them in one transaction.</summary>
    /// <exception cref="DefinitionException">At least one is wrong; nothing is stored.</exception>
    public async Task<ApplyResult> ApplyAsync(IReadOnlyList<ResourceDefinition> resources, ApplyOptions options, CancellationToken cancellationToken)
    {
        var faults = ResourceRules.Check(resources, builtIn).ToList();
        if (faults.Count > 0)
            throw new DefinitionException(faults);

        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        var changes = new List<Change>();
        var wanted = resources.SelectMany(r => r.Scopes.Select(s => RegisteredScope.Of(r.Resource, s))).ToList();
        foreach (var descriptor in wanted)
        {
            if (await StoreAsync(descriptor, cancellationToken) is { } change)
                changes.Add(change);
        }

        var unchanged = wanted.Count - changes.Count;
        var names = wanted.Select(w => w.Name).ToList();
        var absent = await db.Scopes.AsNoTracking().Where(s => !names.Contains(s.Name)).OrderBy(s => s.Name).Select(s => s.Name!).ToListAsync(cancellationToken);
        if (options.Prune)
        {
            await EnsureUnusedAsync(absent, cancellationToken);
            await db.Scopes.Where(s => absent.Contains(s.Name!)).ExecuteDeleteAsync(cancellationToken);
            changes.AddRange(absent.Select(n => new Change(ChangeKind.Removed, n, [])));
        }

        if (!options.DryRun)
            await transaction.CommitAsync(cancellationToken);
        return new(changes, unchanged, options.Prune ? [] : absent, new Dictionary<string, string>());
    }

    private async Task<Change?> StoreAsync(OpenIddictScopeDescriptor wanted, CancellationToken cancellationToken)
    {
        var stored = await manager.FindByNameAsync(wanted.Name!, cancellationToken);
        Dictionary<string, string>? old = null;
        if (stored is not null)
        {
            var descriptor = new OpenIddictScopeDescriptor();
            await manager.PopulateAsync(descriptor, stored, cancellationToken);
            old = RegisteredScope.Describe(descriptor);
        }

        var change = Change.Between(wanted.Name!, old, RegisteredScope.Describe(wanted));
        if (stored is null)
            await manager.CreateAsync(wanted, cancellationToken);
        else if (change is not null)
            await manager.UpdateAsync(stored, wanted, cancellationToken);
        return change;
    }

    /// <summary>A client that holds a scope nobody knows could never be applied again.</summary>
    private async Task EnsureUnusedAsync(List<string> scopes, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        foreach (var scope in scopes)
        {
            var permission = $"\"{OpenIddictConstants.Permissions.Prefixes.Scope}{scope}\"";
            var holders = await db.Clients.Where(c => c.Permissions!.Contains(permission)).OrderBy(c => c.ClientId).Select(c => c.ClientId).ToListAsync(cancellationToken);
            if (holders.Count > 0)
                faults.Add(new("--prune", $"'{scope}' is held by {string.Join(", ", holders)}: take it from them first."));
        }

        if (faults.Count > 0)
            throw new DefinitionException(faults);
    }
}
