using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

/// <summary>How many requests a caller may make in a window (section <c>RateLimits:policy</c>).</summary>
public sealed class RateLimit
{
    /// <summary>Requests a window; the burst a caller may make at once.</summary>
    public int PermitLimit { get; set; }

    /// <summary>Seconds in which they are gained back.</summary>
    public int WindowSeconds { get; set; } = 60;
}

/// <summary>Token buckets in the memory of the process: each replica counts for itself.</summary>
public static class RateLimits
{
    /// <summary>The policy of every API operation, counted by subject, or by address where nobody is known.</summary>
    public const string Api = "api";

    /// <summary>
    /// The policy of operations between services. It is wide: a service calls for all its people. Counted by address, because it
    /// may stand before authentication.
    /// </summary>
    public const string Internal = "internal";

    /// <summary>Adds the policy <see cref="Internal"/> (<c>RateLimits:internal</c>).</summary>
    public static void AddInternalLimit(this IHostApplicationBuilder builder) =>
        builder.AddRateLimit(Internal, permits: 300_000, windowSeconds: 60, AddressOf);

    internal static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                SetRetryAfter(context);
                return ValueTask.CompletedTask;
            };
        });
        builder.AddRateLimit(Api, permits: 600, windowSeconds: 60, SubjectOf);
    }

    /// <summary>Adds a policy whose numbers a setting may change.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="policy">Its name, also the name of its section under <c>RateLimits</c>.</param>
    /// <param name="permits">Requests a window, where no setting says otherwise.</param>
    /// <param name="windowSeconds">The window in seconds, where no setting says otherwise.</param>
    /// <param name="partition">Whose requests count together; null for a request that does not count (the GET of a form).</param>
    /// <param name="atOnce">How many of them may be answered at the same time; null for any number.</param>
    public static void AddRateLimit(
        this IHostApplicationBuilder builder, string policy, int permits, int windowSeconds, Func<HttpContext, string?> partition, int? atOnce = null)
    {
        builder.Services.AddKnownSettings(
            $"RateLimits:{policy}", new RateLimit { PermitLimit = permits, WindowSeconds = windowSeconds }, s => _ = s.GetRequiredService<IOptions<RateLimiterOptions>>().Value);
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IConfiguration>((limiter, configuration) =>
        {
            var limit = new RateLimit { PermitLimit = permits, WindowSeconds = windowSeconds };
            configuration.GetSection($"RateLimits:{policy}").Bind(limit);
            if (limit.PermitLimit < 1 || limit.WindowSeconds < 1)
                throw new StartFailureException($"RateLimits:{policy} needs a PermitLimit and a WindowSeconds of at least 1.");
            limiter.AddPolicy(policy, context => partition(context) is not { } caller ? RateLimitPartition.GetNoLimiter(string.Empty)
                : atOnce is { } most ? RateLimitPartition.Get(caller, _ => Both(most, limit))
                : RateLimitPartition.GetTokenBucketLimiter(caller, _ => Bucket(limit)));
        });
    }

    /// <summary>
    /// Where a request comes from: the IPv4 address, or the /64 prefix of the IPv6 one, because one subscriber has all the
    /// addresses of such a prefix (RFC 6177).
    /// </summary>
    public static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "(unknown)";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address.ToString();

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }

    /// <summary>The subject of the access token, or the address where there is none.</summary>
    public static string SubjectOf(HttpContext context) => context.User.FindFirst("sub")?.Value ?? AddressOf(context);

    /// <summary>Writes when to come back, in whole seconds (RFC 9110 section 10.2.3).</summary>
    public static void SetRetryAfter(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.HttpContext.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What is refused because another one runs takes no token.</summary>
    private static RateLimiter Both(int atOnce, RateLimit limit) =>
        RateLimiter.CreateChained(new ConcurrencyLimiter(new() { PermitLimit = atOnce }), new TokenBucketRateLimiter(Bucket(limit)));

    private static TokenBucketRateLimiterOptions Bucket(RateLimit limit)
    {
        // A slow bucket gains one token at a time, a quick one a handful every second.
        var everySecond = limit.PermitLimit / limit.WindowSeconds;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.PermitLimit,
            TokensPerPeriod = Math.Max(1, everySecond),
            ReplenishmentPeriod = everySecond > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds((double)limit.WindowSeconds / limit.PermitLimit),
            AutoReplenishment = true,
        };
    }
}
