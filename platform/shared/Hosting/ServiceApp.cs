using System.Net.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.Shared.Hosting;

/// <summary>What every service is made of, in the order in which a request meets it.</summary>
public static class ServiceApp
{
    /// <summary>Starts the composition of a service.</summary>
    /// <param name="service">Its short name in lower case: settings file, environment prefix, database schema.</param>
    /// <param name="args">Settings from the command line (<c>--Section:Key=value</c>).</param>
    /// <param name="configure">Last word over settings and services, for the host and the tests.</param>
    public static WebApplicationBuilder CreateBuilder(string service, string[] args, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // No assembly that the environment names may add itself to the service.
            Args = [.. args, $"--{WebHostDefaults.PreventHostingStartupKey}=true"],
            // Application parts (Razor Pages) are looked for in the assembly of this name, also inside the host.
            ApplicationName = char.ToUpperInvariant(service[0]) + service[1..],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.ReadSettings(service, args);
        configure?.Invoke(builder);

        var http = builder.AddSettings<HttpSettings>("Http");
        builder.AddSettings<Addresses>("Addresses");
        // Without an address the settings are refused as such, together with whatever else is wrong with them.
        if (http.Url is { } url)
            builder.WebHost.UseUrls(url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.MaxRequestBodySize;
            if (http.IsHttps)
                kestrel.UseServerCertificate();
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(http.ShutdownDelaySeconds + http.ShutdownSeconds));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddKnownProxies();
        builder.Services.AddSettingsCheck(s =>
        {
            if (http.IsHttps)
                s.GetRequiredService<ServerCertificate>().Current();
        });
        builder.Services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddHttpContextAccessor();
        // A body or parameter that does not bind throws, so that one place words the answer in every environment.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.AddJsonLogs();
        builder.AddTelemetry(service);
        builder.AddProblemResponses();
        builder.Services.AddHttpConventions();
        builder.AddCorsForOrigins();
        builder.AddRateLimits();
        builder.AddStartAndStop();
        builder.Services.AddCommand<CheckHealth>();
        builder.Services.AddAuthorization();
        return builder;
    }

    /// <summary>The pipeline of a resource API. Routing is inside the error handling, the limits know the caller.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UseOutermost();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAllowedHosts();
        app.UseExactPaths();
        app.Use(app.Services.GetRequiredService<Starting>().AnswerAsync);
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapOperations();
        app.MapProtectedResourceMetadata();
        return app;
    }

    /// <summary>
    /// The pipeline of a service with pages: browsers get <paramref name="errorPage"/>, everybody else problem details; the
    /// limits come before authentication, because there the expensive work is authentication itself.
    /// </summary>
    public static WebApplication UsePlatformWithPages(this WebApplication app, string errorPage)
    {
        app.UseOutermost();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseWhen(c => AcceptsHtml(c.Request), pages =>
        {
            pages.UseExceptionHandler(errorPage);
            pages.UseStatusCodePagesWithReExecute(errorPage);
        });
        app.UseAllowedHosts();
        app.UseExactPaths();
        app.Use(app.Services.GetRequiredService<Starting>().AnswerAsync);
        app.UseRouting();
        app.UseCors();
        app.UseRateLimiter();
        app.UseMiddleware<ReadableForms>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOperations();
        return app;
    }

    private static void UseOutermost(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        app.Use(app.Services.GetRequiredService<Stopping>().CloseConnectionAsync);
    }

    private static void UseServerCertificate(this KestrelServerOptions kestrel)
    {
        var certificate = kestrel.ApplicationServices.GetRequiredService<ServerCertificate>();
        // A start without a usable certificate is refused here, in one line.
        certificate.Current();
        kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current() }),
        }));
    }

    /// <summary>Both are health checks too: what starts or stops is not ready.</summary>
    private static void AddStartAndStop(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Starting>();
        builder.Services.AddSingleton<Stopping>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Starting>());
        builder.Services.AddHostedService(s => s.GetRequiredService<Stopping>());
        builder.Services.AddHealthChecks()
            .AddCheck<Starting>("start", tags: [HealthEndpoints.ReadyTag])
            .AddCheck<Stopping>("stop", tags: [HealthEndpoints.ReadyTag]);
    }

    private static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint(Probes.Metrics).ShortCircuit();
    }

    private static bool AcceptsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
