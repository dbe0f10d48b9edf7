namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>The real clock, set forward: what the service remembers grows old at once, while its time limits stay real.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public void Advance(TimeSpan time) => _shift += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;
}
