using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// A stopping service says first that it is not ready and goes on answering for <see cref="HttpSettings.ShutdownDelaySeconds"/>,
/// so that load balancers send no more requests before the port closes. Then the server answers what it has begun, and then the
/// workers stop.
/// </summary>
internal sealed class Stopping(IHostApplicationLifetime lifetime, IOptions<HttpSettings> settings) : IHostedLifecycleService, IHealthCheck
{
    private bool _delayed;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsStopping ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy());

    /// <summary>Ends connections with their next answer, so that their clients connect elsewhere (RFC 9112 section 9.6).</summary>
    public Task CloseConnectionAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var (stopping, http) = ((Stopping, HttpContext))state;
            if (stopping.IsStopping && HttpProtocol.IsHttp11(http.Request.Protocol))
                http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        }, (this, context));
        return next(context);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Being asked to stop twice is one.
        if (_delayed)
            return;
        _delayed = true;
        await Task.Delay(TimeSpan.FromSeconds(settings.Value.ShutdownDelaySeconds), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;
}
