using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SaasPlatform.Keys;

/// <summary>Ready when there is a key to sign with.</summary>
internal sealed class KeysHealth(KeyRing ring) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(ring.IsLoaded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The keys are not loaded yet."));
}
