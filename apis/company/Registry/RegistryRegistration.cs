using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.CompanyApi.Registry;

internal static class RegistryRegistration
{
    /// <summary>
    /// Lets the service look companies up, and keeps what the register says of those that are entered here. Settings: <c>Registry</c>,
    /// <c>CompanyEvents</c>, <c>RateLimits:registry-lookups</c>.
    /// </summary>
    public static void AddCompanyRegistry(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<RegistrySettings>("Registry");
        builder.AddRateLimit(RegistryEndpoints.LookupLimit, permits: 30, windowSeconds: 300, RateLimits.SubjectOf);
        builder.Services.AddSingleton<RegistryLookups>();
        builder.Services.AddHostedService<RegistryPruning>();
        builder.Services.AddHostedService<CompanyRechecks>();
        builder.Services.AddScoped<CompanyChecks>();
        builder.AddStatusEvents();
        if (settings.Provider == RegistrySource.DaData)
        {
            builder.Services.AddDaData();
            return;
        }

        builder.Services.AddSingleton<ICompanyRegistry, OfflineRegistry>();
        builder.Services.AddSettingsCheck(s => s.GetRequiredService<ICompanyRegistry>());
    }

    private static void AddStatusEvents(this WebApplicationBuilder builder)
    {
        var events = builder.AddSettings<CompanyEventSettings>("CompanyEvents");
        builder.Services.AddSingleton<StatusEvents>();
        if (events.Address is null)
            return;
        // No retries here: the outbox does that.
        builder.Services.AddHttpClient(OperatorDestination.DestinationName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        builder.Services.AddDestination<OperatorDestination>();
    }

    private static void AddDaData(this IServiceCollection services)
    {
        services.AddSingleton<DaDataQuota>();
        services.AddTransient<WholeAnswers>();
        var client = services
            .AddHttpClient<ICompanyRegistry, DaDataRegistry>((s, http) =>
            {
                http.BaseAddress = new Uri(s.GetRequiredService<IOptions<RegistrySettings>>().Value.Address.AbsoluteUri.TrimEnd('/') + "/");
                // The pipeline has the time limits.
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(5),
                // Our trace ids are nothing for others.
                ActivityHeadersPropagator = null,
            });
        services.LogAttemptTimeoutsAsWarnings();
        client.AddStandardResilienceHandler().Configure((pipeline, s) => Configure(pipeline, s.GetRequiredService<IOptions<RegistrySettings>>().Value));
        client.AddHttpMessageHandler<WholeAnswers>();
    }

    private static void Configure(HttpStandardResilienceOptions pipeline, RegistrySettings settings)
    {
        pipeline.TotalRequestTimeout.Timeout = TimeSpan.FromMilliseconds(settings.TotalMilliseconds);
        pipeline.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(settings.AttemptMilliseconds);
        // The search is a POST that changes nothing: it may be tried again. A refusal for now may not.
        pipeline.Retry.ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome));
        pipeline.Retry.MaxRetryAttempts = 2;
        pipeline.Retry.Delay = TimeSpan.FromMilliseconds(settings.RetryMilliseconds);
        pipeline.Retry.BackoffType = DelayBackoffType.Exponential;
        pipeline.Retry.UseJitter = true;
        pipeline.CircuitBreaker.ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome));
        pipeline.CircuitBreaker.FailureRatio = 0.5;
        pipeline.CircuitBreaker.MinimumThroughput = 6;
        pipeline.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
        pipeline.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(settings.BreakSeconds);
    }

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) && outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests;
}
