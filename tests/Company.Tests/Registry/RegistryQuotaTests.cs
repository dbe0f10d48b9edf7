using System.Globalization;
using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>What a refusal for too many requests does: nobody asks again before the time, and old copies are served.</summary>
public sealed class RegistryQuotaTests : IAsyncLifetime
{
    private static readonly TimeSpan Moscow = TimeSpan.FromHours(3);

    private RegistryService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RegistryService.StartAloneAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task DailyQuotaUsedUp_PutsLookupsOffUntilMidnightInMoscow()
    {
        var (known, unknown) = (_service.SomeCompany(), _service.SomeCompany());
        await _service.FoundAsync(known);
        await AdvanceToMoscowAsync(hour: 12, days: 2);
        _service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, "403");

        using var refused = await _service.LookupAsync(unknown);
        _service.Registry.Interfere = null;
        var old = await _service.FoundAsync(known);
        await AdvanceToMoscowAsync(hour: 23, days: 0);
        using var still = await _service.LookupAsync(unknown);
        var calls = _service.Registry.Calls;
        await AdvanceToMoscowAsync(hour: 0, days: 1);
        var next = await _service.FoundAsync(unknown);

        Assert.Equal("503 application/problem+json registry_quota_exceeded", await refused.ProblemAsync());
        Assert.Contains("by hand", (await refused.JsonAsync()).Text("title"), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 11.8, 12);
        Assert.Equal("true", old.Text("isStale"));
        Assert.Equal("503 application/problem+json registry_quota_exceeded", await still.ProblemAsync());
        Assert.InRange(still.Headers.RetryAfter!.Delta!.Value.TotalHours, 0.8, 1);
        Assert.Equal((2, "false", 3), (calls, next.Text("isStale"), _service.Registry.Calls));
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("7", 7)]
    [InlineData("86400", 3_600)]
    [InlineData("soon", 60)]
    public async Task AskedTooQuickly_PutsLookupsOffAsLongAsTheRegistryWants_AndAnHourAtMost(string? retryAfter, int seconds)
    {
        var inn = _service.SomeCompany();
        _service.Registry.Interfere = context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return Misbehaviour.AnswerAsync(context, "429");
        };

        using var refused = await _service.LookupAsync(inn);
        _service.Registry.Interfere = null;
        using var still = await _service.LookupAsync(inn);
        var calls = _service.Registry.Calls;
        _service.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var next = await _service.FoundAsync(inn);

        Assert.Equal("503 application/problem+json registry_quota_exceeded", await refused.ProblemAsync());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, Math.Max(1, seconds - 5), seconds);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, still.StatusCode);
        Assert.Equal((1, "false", 2), (calls, next.Text("isStale"), _service.Registry.Calls));
    }

    [Fact]
    public async Task RefusalsForNow_DoNotOpenTheCircuitBreaker()
    {
        _service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, "429");
        for (var i = 0; i < 12; i++)
        {
            (await _service.LookupAsync(_service.SomeCompany())).Dispose();
            _service.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        _service.Registry.Interfere = null;
        var answer = await _service.FoundAsync(_service.SomeCompany());

        Assert.Equal(("false", 13), (answer.Text("isStale"), _service.Registry.Calls));
    }

    /// <summary>Sets the clock to the first second of an hour in Moscow, some days on.</summary>
    private Task AdvanceToMoscowAsync(int hour, int days)
    {
        var now = _service.Clock.GetUtcNow().ToOffset(Moscow);
        var then = new DateTimeOffset(now.Date.AddDays(days).AddHours(hour), Moscow);
        Assert.True(then > now, then.ToString("O", CultureInfo.InvariantCulture));
        _service.Clock.Advance(then - now);
        return Task.CompletedTask;
    }
}
