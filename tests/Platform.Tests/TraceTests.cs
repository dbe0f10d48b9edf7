using System.Diagnostics;
using System.Net;
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
        var token = await PersonToken.SignAsync(installation, "User", "users.read");

        using var http = new HttpClient();
        // A service that has just started may be too slow for the other's patience at first.
        var answer = await Eventually.IsAsync(AskAsync, a => a.Status != HttpStatusCode.ServiceUnavailable);

        // Nobody has this account: identity says so, and the user API passes it on.
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(traceId, JsonDocument.Parse(answer.Body).RootElement.GetProperty("traceId").GetString());
        await user.StopAsync();
        await identity.StopAsync();
        AssertLine(user, traceId, "GET /v1/users/me/ answered 404");
        AssertLine(identity, traceId, "GET /internal/v1/accounts/{accountId:guid} answered 404");

        async Task<(HttpStatusCode Status, string Body)> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, installation.Address("User", "/v1/users/me"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static void AssertLine(ServiceProcess service, string traceId, string text)
    {
        var lines = service.Output.Split('\n').Where(l => l.Contains($"\"TraceId\":\"{traceId}\"", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Exists(l => l.Contains(text, StringComparison.Ordinal)), string.Join('\n', lines));
    }
}
