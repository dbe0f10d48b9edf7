using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

[Collection<WithIdentityAndUser>]
public sealed class TraceTests(IdentityAndUser running)
{
    [Fact]
    public async Task OneRequest_HasOneTraceIdInEveryServiceItReachesAndInItsProblem()
    {
        var installation = running.Installation;
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        var token = await PersonToken.SignAsync(installation, "User", "users.read");

        using var http = new HttpClient();
        // A service that has just started may be too slow for the other's patience at first.
        var answer = await Eventually.IsAsync(AskAsync, a => a.Status != HttpStatusCode.ServiceUnavailable);

        // Nobody has this account: identity says so, and the user API passes it on.
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(traceId, JsonDocument.Parse(answer.Body).RootElement.GetProperty("traceId").GetString());
        await LineAsync(running.User, traceId, "GET /v1/users/me/ answered 404");
        await LineAsync(running.Identity, traceId, "GET /internal/v1/accounts/{accountId:guid} answered 404");

        async Task<(HttpStatusCode Status, string Body)> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, installation.Address("User", "/v1/users/me"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    /// <summary>A line may be written shortly after the answer.</summary>
    /// <exception cref="TimeoutException">It was not; the message holds the lines of the trace.</exception>
    private static Task LineAsync(ServiceProcess service, string traceId, string text) => Eventually.IsAsync(
        () => Task.FromResult(string.Join('\n', service.Output.Split('\n').Where(l => l.Contains($"\"TraceId\":\"{traceId}\"", StringComparison.Ordinal)))),
        lines => lines.Contains(text, StringComparison.Ordinal));
}
