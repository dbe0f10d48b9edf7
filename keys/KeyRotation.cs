using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys;

/// <summary>Keeps the key ring up to date.</summary>
internal sealed class KeyRotation(KeyRing ring, IOptions<KeySettings> settings, TimeProvider clock, ILogger<KeyRotation> logger)
    : PeriodicWork(settings.Value.CheckEvery, clock)
{
    protected override Task TurnAsync(CancellationToken cancellationToken) => ring.RefreshAsync(cancellationToken);

    /// <summary>The keys in memory stay good; the database may be back at the next turn.</summary>
    protected override void LogFailure(Exception failure) => logger.LogError(failure, "The keys could not be refreshed");
}
