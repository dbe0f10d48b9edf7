using Microsoft.Extensions.DependencyInjection;
using Polly.Telemetry;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>How calls of others are logged.</summary>
public static class AttemptTimeouts
{
    /// <summary>Logs an attempt that took too long as a warning: it is tried again, and whether the call failed is for its caller to say.</summary>
    public static void LogAttemptTimeoutsAsWarnings(this IServiceCollection services) =>
        services.Configure<TelemetryOptions>(telemetry => telemetry.SeverityProvider = e =>
            e.Event.EventName == "OnTimeout" ? ResilienceEventSeverity.Warning : e.Event.Severity);
}
