using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        builder.WebHost.UseUrls((http.Url ?? throw new StartFailureException($"Http:Url is not set for {service}.")).ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.MaxRequestBodySize;
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(http.ShutdownSeconds));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        // A body or parameter that does not bind throws, so that one place words the answer in every environment.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.AddJsonLogs();
        builder.AddTelemetry(service);
        builder.AddProblemResponses();
        builder.Services.AddHttpConventions();
        builder.AddCorsForOrigins();
        builder.AddRateLimits();
        builder.Services.AddHealthChecks();
        builder.Services.AddAuthorization();
        return builder;
    }

    /// <summary>The pipeline of a resource API. Routing is inside the error handling, the limits know the caller.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UseOutermost();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
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
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
    }

    private static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous().DisableRateLimiting();
    }

    private static bool AcceptsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
