using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>What identity measures of its own business; no label is what somebody wrote.</summary>
public sealed class MeasurementTests
{
    private const string Prefix = "saasplatform.identity.";

    [Fact]
    public async Task SignIns_AreCountedByOutcome_AndALockOnce()
    {
        await using var service = await IdentityService.StartOwnAsync(("RateLimits:sign-in-account:PermitLimit", "6"));
        using var measured = new Measured(service);
        var account = await service.AccountAsync();
        using var browser = service.Browser();
        await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", IdentityService.Password));

        // Six at once: five lock, the sixth is refused as well or has none left.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var other = service.Browser();
            await other.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", "wrong pass phrase"));
        }));

        Assert.Equal(1, measured.Sum(Prefix + "sign_ins", ("saasplatform.outcome", "succeeded")));
        Assert.Equal(5, measured.Sum(Prefix + "sign_ins", ("saasplatform.outcome", "refused")));
        Assert.Equal(1, measured.Sum(Prefix + "sign_ins", ("saasplatform.outcome", "limited")));
        Assert.Equal(1, measured.Sum(Prefix + "lockouts"));
    }

    [Fact]
    public async Task TokenRequests_AreCountedByGrantAndError()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var measured = new Measured(service);
        await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "partners.read"));
        await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "nothing.read"));
        await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "urn:anything:at:all"));

        const string Requests = Prefix + "token_requests";
        Assert.Equal(1, measured.Sum(Requests, ("oauth.grant_type", "client_credentials")));
        Assert.Equal(1, measured.Sum(Requests, ("oauth.grant_type", "client_credentials"), ("error.type", "invalid_scope")));
        Assert.Equal(1, measured.Sum(Requests, ("oauth.grant_type", "other"), ("error.type", "unsupported_grant_type")));
    }

    [Fact]
    public async Task RefreshTokenReuse_IsCounted()
    {
        await using var service = await IdentityService.StartOwnAsync();
        using var measured = new Measured(service);
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);
        var next = await flow.RefreshAsync(tokens.RefreshToken);
        await flow.RefreshAsync("a token that never was");
        service.Clock.Advance(TimeSpan.FromSeconds(31));
        // The answer was lost.
        await flow.RefreshAsync(tokens.RefreshToken);
        Assert.Equal(0, measured.Sum(Prefix + "refresh_token_reuses"));

        await flow.RefreshAsync(next.RefreshToken);
        service.Clock.Advance(TimeSpan.FromSeconds(31));
        await flow.RefreshAsync(tokens.RefreshToken);

        Assert.Equal(1, measured.Sum(Prefix + "refresh_token_reuses"));
    }

    [Fact]
    public async Task KeyAge_GrowsFromTheTimeOfUse()
    {
        await using var service = await IdentityService.StartFirstAsync();
        using var measured = new Measured(service);
        service.Clock.Advance(TimeSpan.FromHours(3));

        measured.Observe();

        Assert.Equal(3 * 3_600, measured.Sum("saasplatform.keys.age", ("saasplatform.keys.purpose", "Published")), tolerance: 1);
        Assert.Equal(3 * 3_600, measured.Sum("saasplatform.keys.age", ("saasplatform.keys.purpose", "InternalSigning")), tolerance: 1);
    }

    /// <summary>The measurements of one service; others run in the same process.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, string Labels, double Value)> _measurements = new();

        public Measured(IdentityService service)
        {
            var scope = service.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == scope && instrument.Name.StartsWith("saasplatform.", StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Keep(instrument, value, labels));
            _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Keep(instrument, value, labels));
            _listener.Start();
        }

        public void Observe() => _listener.RecordObservableInstruments();

        public double Sum(string name, params (string Name, string Value)[] labels) => _measurements
            .Where(m => m.Name == name && m.Labels == string.Join(',', labels.Select(l => $"{l.Name}={l.Value}")))
            .Sum(m => m.Value);

        public void Dispose() => _listener.Dispose();

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
            _measurements.Enqueue((instrument.Name, string.Join(',', labels.ToArray().Select(l => $"{l.Key}={l.Value}")), value));
    }
}
