using System.Net;
using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>What a service sends to a collector, and that it does not depend on one.</summary>
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private Installation _installation = null!;
    private OtlpReceiver _collector = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.MigratedAsync();
        _collector = await OtlpReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _installation.DisposeAsync();
    }

    [Fact]
    public async Task Collector_GetsTracesMetricsAndLogs_WithoutPathsAndBrowsers()
    {
        var traceId = await RunAsync(("PLATFORM_Telemetry__OtlpEndpoint", _collector.Address), ("PLATFORM_Telemetry__OtlpHeaders", "x-key=of the collector"));

        Assert.Equal(("application/x-protobuf", "of the collector"), Assert.Single(_collector.Forms));
        Assert.All(new[] { "traces", "metrics", "logs" }, signal => Assert.Contains("saasplatform-company", _collector.Texts(signal), StringComparison.Ordinal));
        Assert.True(_collector.Holds("traces", Convert.FromHexString(traceId)));
        Assert.True(_collector.Holds("logs", Convert.FromHexString(traceId)));
        Assert.Contains("http.server.request.duration", _collector.Texts("metrics"), StringComparison.Ordinal);
        Assert.Contains("/v1/companies/{companyId:guid}", _collector.Texts("traces"), StringComparison.Ordinal);
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            Assert.DoesNotContain("0b8f7a52", _collector.Texts(signal), StringComparison.Ordinal);
            Assert.DoesNotContain("a browser of somebody", _collector.Texts(signal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task UnreachableCollector_HarmsNothing()
    {
        var traceId = await RunAsync(("PLATFORM_Telemetry__OtlpEndpoint", $"http://127.0.0.1:{ServiceProcess.FreePort()}"));

        Assert.NotEmpty(traceId);
    }

    [Fact]
    public async Task SampleRatioOfZero_KeepsTraceIdsAndExportsNoTrace()
    {
        var traceId = await RunAsync(("PLATFORM_Telemetry__OtlpEndpoint", _collector.Address), ("PLATFORM_Telemetry__SampleRatio", "0"));

        Assert.Equal("", _collector.Texts("traces"));
        Assert.True(_collector.Holds("logs", Convert.FromHexString(traceId)));
        Assert.Contains("http.server.request.duration", _collector.Texts("metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLATFORM_Telemetry__OtlpEndpoint", "collector:4318", "Telemetry:OtlpEndpoint")]
    [InlineData("PLATFORM_Telemetry__SampleRatio", "1.5", "Telemetry:SampleRatio")]
    public async Task WrongSetting_IsNamed(string variable, string value, string named)
    {
        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", _installation.With((variable, value)));

        Assert.Equal(1, exitCode);
        Assert.Contains(named, Assert.Single(errors), StringComparison.Ordinal);
    }

    /// <summary>Runs the company API for one refused request.</summary>
    /// <returns>The trace id that its problem names; the log line has the same.</returns>
    private async Task<string> RunAsync(params (string Name, string? Value)[] settings)
    {
        await using var company = await ServiceProcess.RunningAsync("Company", _installation.With(settings), "Application started");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("User-Agent", "a browser of somebody");
        using var answer = await http.GetAsync(_installation.Address("Company", "/v1/companies/0b8f7a52-0000-7000-8000-000000000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var traceId = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString()!;
        // What is still held back is sent at the end.
        Assert.Equal(0, await company.StopAsync());
        Assert.Empty(company.ErrorLines);
        Assert.Contains($"\"TraceId\":\"{traceId}\"", company.Output, StringComparison.Ordinal);
        return traceId;
    }
}
