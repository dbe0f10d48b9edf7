using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task OneRequest_HasOneTraceIdInEveryServiceItReachesAndInItsProblem()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.MigrateAsync("Identity", "User");
        await using var identity = await ServiceProcess.RunningAsync("Identity", installation.Environment, "Application started");
        await using var user = await ServiceProcess.RunningAsync("User", installation.Environment, "Application started");
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, installation.Address("User", "/v1/users/me"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await PersonToken.SignAsync(installation, "User", "users.read"));
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");

        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();

        // Nobody has this account: identity says so, and the user API passes it on.
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(traceId, JsonDocument.Parse(body).RootElement.GetProperty("traceId").GetString());
        await user.StopAsync();
        await identity.StopAsync();
        AssertLine(user, traceId, "GET /v1/users/me/ answered 404");
        AssertLine(identity, traceId, "GET /internal/v1/accounts/{accountId:guid} answered 404");
    }

    private static void AssertLine(ServiceProcess service, string traceId, string text)
    {
        var lines = service.Output.Split('\n').Where(l => l.Contains($"\"TraceId\":\"{traceId}\"", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Exists(l => l.Contains(text, StringComparison.Ordinal)), string.Join('\n', lines));
    }
}
