using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Hosting;

/// <summary>What must be done before a service can serve, in the order of registration.</summary>
/// <param name="Name">What it is about, for the readiness check and the log.</param>
/// <param name="RunAsync">Does it; a failure that may pass (<see cref="DatabaseFailures.MayPass"/>) is tried again.</param>
public sealed record StartStep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>
/// Runs the steps as the service starts. Where a server cannot be reached or a schema is not migrated yet, the process starts
/// all the same, is not ready, and tries again until it is. Anything else is a wrong setting and stops the process.
/// </summary>
internal sealed class Starting(
    IEnumerable<StartStep> steps, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Starting> logger,
    SettingsCatalogue settings, IServiceProvider services)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Queue<StartStep> _left = new(steps);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _waitingFor = "the start";

    /// <summary>Ends when every step is done, or with the failure that stops the process.</summary>
    public Task Completion => _done.Task;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // What the settings alone can have wrong is told at once, whatever else has to be waited for.
        if (settings.Failures(services).FirstOrDefault() is { } wrong)
            throw new StartFailureException(wrong);
        if (await TryAsync(cancellationToken))
            _done.TrySetResult();
        else
            await base.StartAsync(cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_waitingFor is { } step ? HealthCheckResult.Unhealthy($"The service is starting and waits for {step}.") : HealthCheckResult.Healthy());

    /// <summary>Until all steps are done there is nothing to answer with; the probes say what is missing.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next) => _waitingFor is null || Probes.IsOne(context.Request.Path)
        ? next(context)
        : throw new UnavailableException("starting", "The service is starting.", RetryAfter);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            do
                await Task.Delay(RetryAfter, clock, stoppingToken);
            while (!await TryAsync(stoppingToken));
            _done.TrySetResult();
            logger.LogInformation("The service is ready to serve after waiting");
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            _done.TrySetException(failure);
            lifetime.StopApplication();
        }
    }

    /// <summary>Whether all is done now.</summary>
    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        while (_left.TryPeek(out var step))
        {
            try
            {
                // A driver may wait for a silent server without looking at the token: the process does not wait for the driver.
                await RunAsync(step, cancellationToken).WaitAsync(cancellationToken);
            }
            catch (Exception failure) when (DatabaseFailures.MayPass(failure))
            {
                if (_waitingFor != step.Name)
                    logger.LogWarning("The start waits for {Step}: {Cause}", step.Name, ServiceProgram.Explain(failure) ?? failure.Message);
                _waitingFor = step.Name;
                return false;
            }

            _left.Dequeue();
        }

        _waitingFor = null;
        return true;
    }

    private async Task RunAsync(StartStep step, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await step.RunAsync(scope.ServiceProvider, cancellationToken);
    }
}

public static class StartStepRegistration
{
    /// <summary>Adds something that must be done before the service can serve.</summary>
    public static void AddStartStep(this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task> run) =>
        services.AddSingleton(new StartStep(name, run));
}
