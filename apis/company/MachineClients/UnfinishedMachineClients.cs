using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>
/// Removes clients that never got a secret, because the service was killed while one was made. Replicas may do so side by side: to
/// remove a client twice is to remove it.
/// </summary>
internal sealed class UnfinishedMachineClients(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UnfinishedMachineClients> logger)
    : PeriodicWork(Age, clock)
{
    /// <summary>Longer than any request takes.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>Removes what is due.</summary>
    /// <returns>How many clients.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = Clock.GetUtcNow() - Age;
        return await scope.ServiceProvider.GetRequiredService<CompanyDb>()
            .RemoveMachineClientsAsync(c => c.SecretCreatedAt == null && c.CreatedAt < before, cancellationToken);
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(cancellationToken);
        if (removed > 0)
            logger.LogInformation("Removed {Count} machine clients that never got a secret", removed);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "Machine clients that never got a secret could not be removed");
}
