using System.Diagnostics.Metrics;

namespace SaasPlatform.Keys;

/// <summary>How old the keys in use are: one that grows past its lifetime is not being replaced.</summary>
internal static class KeyMetrics
{
    public static void Observe(IMeterFactory meters, KeyRing ring, TimeProvider clock)
    {
        // The container owns the meter.
        var meter = meters.Create("SaasPlatform.Keys");
        meter.CreateObservableGauge(
            "saasplatform.keys.age", () => Ages(ring, clock), "s", "Seconds since the key that makes new tokens came into use.");
    }

    private static IEnumerable<Measurement<double>> Ages(KeyRing ring, TimeProvider clock) =>
        from purpose in Enum.GetValues<KeyPurpose>()
        where ring.KeysFor(purpose).Any(k => k.ActivatesAt <= clock.GetUtcNow())
        select new Measurement<double>(
            (clock.GetUtcNow() - ring.ActiveKey(purpose).ActivatesAt).TotalSeconds, new KeyValuePair<string, object?>("saasplatform.keys.purpose", purpose.ToString()));
}
