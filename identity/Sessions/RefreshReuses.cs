using System.Diagnostics.Metrics;

namespace SaasPlatform.Identity.Sessions;

/// <summary>Counts refresh tokens that came back although their successor was in use: theft, or a client that keeps old tokens.</summary>
internal sealed class RefreshReuses
{
    private readonly Counter<long> _reuses;

    public RefreshReuses(IMeterFactory meters)
    {
        _reuses = meters.Create("SaasPlatform.Identity").CreateCounter<long>(
            "saasplatform.identity.refresh_token_reuses", "{reuse}", "Refresh tokens that came back although their successor was in use.");
        // A counter that is there before its first event shows that one as an increase.
        _reuses.Add(0);
    }

    public void Count() => _reuses.Add(1);
}
