using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

internal static class Proxies
{
    /// <summary>
    /// Takes the client's address, scheme and host from the headers of known proxies. The chain is read from its end, as far as
    /// proxies are known: what a client wrote itself stands before that and counts for nothing.
    /// </summary>
    public static void AddKnownProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<HttpSettings>>((options, http) =>
        {
            var settings = http.Value;
            options.ForwardedHeaders = settings.KnownProxies.Length + settings.KnownNetworks.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.ForwardLimit = null;
            // The loopback is known by default; here only what the settings name.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.KnownProxies)
                options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            foreach (var network in settings.KnownNetworks)
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });

    /// <summary>
    /// Answers only under its own names (RFC 9110 section 15.5.20): the platform's addresses, the one listened on, and those the
    /// settings add. Probes ask by address and are always answered.
    /// </summary>
    public static void UseAllowedHosts(this WebApplication app)
    {
        var hosts = new Lazy<HashSet<string>>(() => OwnHosts(app.Services));
        app.Use((context, next) =>
        {
            if ((hosts.Value.Contains(context.Request.Host.Host) && IsAddress(context.Request.Host)) || Probes.IsOne(context.Request.Path))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>A port of 99999 passes the server; whoever makes an address of it fails.</summary>
    private static bool IsAddress(HostString host) => Uri.TryCreate($"http://{host.Value}/", UriKind.Absolute, out _);

    private static HashSet<string> OwnHosts(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<HttpSettings>>().Value;
        return services.GetRequiredService<IOptions<Addresses>>().Value.All.Append(settings.Url).Select(a => a.Host)
            .Concat(settings.AllowedHosts)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
