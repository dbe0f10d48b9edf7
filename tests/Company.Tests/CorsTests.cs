using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>Front ends on configured origins may call from the browser, with a token and never with a cookie; no other origin may.</summary>
public sealed class CorsTests : IAsyncLifetime
{
    private const string Configured = "https://app.example.com";

    private TestService _api = null!;

    public async ValueTask InitializeAsync() => _api = await TestService.StartAsync(
        CompanyApp.Create, "http://localhost:8001", b =>
        {
            b.Configuration["Cors:Origins:0"] = Configured;
            b.Configuration["Events:Secrets:0"] = CompanyService.EventSecret;
            b.Configuration["Audit:SigningKey"] = SigningKey.Create();
            b.Configuration["ServiceClient:PrivateKey"] = SigningKey.Create();
            b.Configuration["Mail:Directory"] = CompanyService.NoMails;
        });

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Preflight_OfAConfiguredOriginIsGranted()
    {
        using var answer = await PreflightAsync(Configured);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Configured, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains("PATCH", Header(answer, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("If-Match", Header(answer, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("http://app.example.com")]
    [InlineData("null")]
    public async Task Preflight_OfAnotherOriginIsNotGranted(string origin)
    {
        using var answer = await PreflightAsync(origin);

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Refusal_ShowsAConfiguredOriginWhatItNeeds()
    {
        using var http = _api.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/companies") { Headers = { { "Origin", Configured } } };

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Configured, Header(answer, "Access-Control-Allow-Origin"));
        var exposed = Header(answer, "Access-Control-Expose-Headers");
        Assert.All(["ETag", "Location", "Retry-After", "WWW-Authenticate"], name => Assert.Contains(name, exposed, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        using var http = _api.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/companies/0199aaaa-0000-7000-8000-000000000000");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PATCH");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,if-match,content-type");
        return await http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.GetValues(name));
}
