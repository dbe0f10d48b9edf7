using System.Diagnostics.Metrics;

namespace SaasPlatform.Identity.Pages.SignIn;

/// <summary>Counts sign-ins by what came of them, and accounts that lock.</summary>
public sealed class SignInMetrics
{
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _lockouts;

    public SignInMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("SaasPlatform.Identity");
        _signIns = meter.CreateCounter<long>("saasplatform.identity.sign_ins", "{sign_in}", "Sign-ins by what came of them.");
        _lockouts = meter.CreateCounter<long>("saasplatform.identity.lockouts", "{lockout}", "Accounts locked after wrong passwords.");
        // A counter that is there before its first event shows that one as an increase.
        _lockouts.Add(0);
    }

    public void Succeeded() => Count("succeeded");

    public void Refused() => Count("refused");

    /// <summary>Too many attempts at one e-mail; no password was looked at.</summary>
    public void Limited() => Count("limited");

    public void Locked() => _lockouts.Add(1);

    private void Count(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("saasplatform.outcome", outcome));
}
