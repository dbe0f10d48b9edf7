using Microsoft.AspNetCore.Http;

namespace SaasPlatform.Shared.Hosting;

/// <summary>The addresses that orchestrators and collectors ask, by whatever name and at any time: health and metrics.</summary>
internal static class Probes
{
    public const string Metrics = "/metrics";
    public const string Health = "/health";

    public static bool IsOne(PathString path) => path.StartsWithSegments(Health) || path.StartsWithSegments(Metrics);
}
