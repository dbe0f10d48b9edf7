using System.Net;
using Xunit;

namespace SaasPlatform.Platform.Tests;

public sealed class SpoofedAddressTests
{
    [Fact]
    public async Task ForwardedHeaders_AreNotBelievedByAVariableOfTheFramework()
    {
        await using var installation = await Installation.MigratedAsync();
        await using var identity = await ServiceProcess.RunningAsync(
            "Identity",
            // The framework's own switch would believe everybody.
            installation.With(("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"), ("DOTNET_FORWARDEDHEADERS_ENABLED", "true"), ("IDENTITY_RateLimits__token__PermitLimit", "1")),
            "Application started");

        var outcomes = new List<HttpStatusCode>();
        using var http = new HttpClient();
        foreach (var client in new[] { "203.0.113.1", "203.0.113.2" })
        {
            using var request = Installation.TokenRequest(installation.Address("Identity", "/connect/token"), "nobody", "nothing");
            request.Headers.Add("X-Forwarded-For", client);
            using var answer = await http.SendAsync(request);
            outcomes.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], outcomes);
    }
}
