using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Security;

/// <summary>
/// Ready once identity's keys have been read. The last keys stay in use while identity cannot be reached, so an outage there
/// does not take the APIs out of rotation.
/// </summary>
internal sealed class PublishedKeysHealth(IOptionsMonitor<JwtBearerOptions> bearer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var manager = bearer.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager!;
            var configuration = await manager.GetConfigurationAsync(cancellationToken);
            return configuration.SigningKeys.Count > 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Identity publishes no signing key.");
        }
        catch (InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy("Identity's keys could not be read yet.");
        }
    }
}
