using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>Lets a service call another as itself.</summary>
public static class ServiceClient
{
    /// <summary>
    /// Registers a typed client whose calls carry this service's own token and pass a pipeline of time limits, retries with
    /// jitter (of safe methods only) and a circuit breaker. Settings: <c>ServiceClient</c>, <c>ServiceCalls</c>.
    /// </summary>
    /// <typeparam name="TClient">Takes an <see cref="HttpClient"/> in its constructor.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="address">The service that is called.</param>
    /// <param name="scope">The scope that its operations need.</param>
    public static void AddServiceClient<TClient>(this WebApplicationBuilder builder, Func<Addresses, Uri> address, string scope)
        where TClient : class
    {
        builder.AddServiceTokens();
        builder.Services.AddHttpClient<TClient>((s, client) => client.BaseAddress = address(s.GetRequiredService<IOptions<Addresses>>().Value))
            .ConfigurePrimaryHttpMessageHandler(ToIdentity)
            .AddHttpMessageHandler(s => new ServiceTokenHandler(s.GetRequiredService<ServiceTokens>(), scope))
            .AddPipeline(retryUnsafeMethods: false);
    }

    /// <summary>Lets the service get tokens of its own client. Settings: <c>ServiceClient</c>, <c>ServiceCalls</c>.</summary>
    internal static void AddServiceTokens(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(ServiceTokens)))
            return;

        builder.AddSettings<ServiceClientSettings>("ServiceClient");
        builder.AddSettings<CallSettings>("ServiceCalls");
        builder.Services.LogAttemptTimeoutsAsWarnings();
        builder.Services.AddSingleton<ClientAssertion>();
        builder.Services.AddSettingsCheck(s => s.GetRequiredService<ClientAssertion>());
        builder.Services.AddSingleton<ServiceTokens>();
        // The token endpoint takes a POST, which here creates nothing: it may be tried again.
        builder.Services.AddHttpClient(ServiceTokens.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(ToIdentity)
            .AddPipeline(retryUnsafeMethods: true);
    }

    private static InternalAddressHandler ToIdentity(IServiceProvider services) =>
        new(services.GetRequiredService<IOptions<Addresses>>().Value);

    private static void AddPipeline(this IHttpClientBuilder client, bool retryUnsafeMethods) =>
        client.AddStandardResilienceHandler().Configure((pipeline, services) =>
        {
            var settings = services.GetRequiredService<IOptions<CallSettings>>().Value;
            pipeline.TotalRequestTimeout.Timeout = TimeSpan.FromMilliseconds(settings.TotalMilliseconds);
            pipeline.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(settings.AttemptMilliseconds);
            pipeline.Retry.MaxRetryAttempts = 2;
            pipeline.Retry.Delay = TimeSpan.FromMilliseconds(settings.RetryMilliseconds);
            pipeline.Retry.BackoffType = DelayBackoffType.Exponential;
            pipeline.Retry.UseJitter = true;
            if (!retryUnsafeMethods)
                pipeline.Retry.DisableForUnsafeHttpMethods();
            // Too many requests of one caller is no failure of the service: it must not close the way for the others.
            pipeline.CircuitBreaker.ShouldHandle = attempt => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(attempt.Outcome) && attempt.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests);
            pipeline.CircuitBreaker.FailureRatio = 0.5;
            pipeline.CircuitBreaker.MinimumThroughput = 10;
            pipeline.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(Math.Max(30, 2 * settings.AttemptMilliseconds / 1_000));
            pipeline.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(settings.BreakSeconds);
        });
}
