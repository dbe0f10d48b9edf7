using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Http;

/// <summary>What every service says to a request that it cannot take, over a real connection.</summary>
public sealed class RefusedRequestTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = ServiceApp.CreateBuilder("notes", [], b => b.Configuration.AddInMemoryCollection(
        [
            new("Http:Url", "http://127.0.0.1:0"),
            new("Http:MaxRequestBodySize", "2048"),
        ]));
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseStatusCodePages();
        _app.MapPost("/notes", (Draft draft) => TypedResults.Ok(draft));
        _app.MapPatch("/notes", (MergePatch<Draft> patch) => TypedResults.Ok(patch.Has("text")));
        _app.MapGet("/notes", (int page) => TypedResults.Ok(page));
        _app.MapGet("/broken", string () => throw new InvalidOperationException("a secret"));
        _app.MapGet("/down", string () => throw new UnavailableException("mail_unavailable", "Mail is down.", TimeSpan.FromSeconds(7.2)));
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Request_OverlongBodyIsRefused()
    {
        using var posted = await _client.PostJsonAsync("/notes", new { text = new string('x', 3_000) });
        using var patched = await _client.PatchJsonAsync("/notes", new { text = new string('x', 3_000) }, null);

        Assert.Equal("413 application/problem+json body_too_large", await posted.ProblemAsync());
        Assert.Equal("413 application/problem+json body_too_large", await patched.ProblemAsync());
    }

    [Theory]
    [InlineData("{\"text\":", "malformed_json")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "malformed_json")]
    [InlineData("\u0000", "malformed_json")]
    [InlineData("{\"text\":1}", "validation_failed")]
    [InlineData("{\"colour\":1}", "validation_failed")]
    [InlineData("{\"writtenAt\":\"yesterday\"}", "validation_failed")]
    public async Task Request_UnreadableJsonIsRefusedWithoutNamesOfTypes(string body, string code)
    {
        using var response = await _client.PostJsonAsync("/notes", body);

        Assert.Equal($"400 application/problem+json {code}", await response.ProblemAsync());
        Assert.DoesNotContain("SaasPlatform.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Request_AnotherContentTypeIsRefused(string contentType)
    {
        using var body = new StringContent("{}", Encoding.UTF8, contentType);
        using var response = await _client.PostAsync("/notes", body);

        Assert.Equal("415 application/problem+json unsupported_media_type", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("/notes?page=first", "400 application/problem+json invalid_parameter")]
    [InlineData("/notes", "400 application/problem+json invalid_parameter")]
    [InlineData("/nothing", "404 application/problem+json not_found")]
    [InlineData("/broken", "500 application/problem+json internal_error")]
    [InlineData("/down", "503 application/problem+json mail_unavailable")]
    public async Task Request_WhatGoesWrongIsAProblem(string path, string problem)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(path == "/down" ? TimeSpan.FromSeconds(8) : null, response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Request_UnsupportedMethodIsRefused()
    {
        using var response = await _client.DeleteAsync("/notes");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "405 application/problem+json method_not_allowed"), (response.StatusCode, await response.ProblemAsync()));
    }

    [Fact]
    public async Task Answer_TimesEndInZ()
    {
        using var response = await _client.PostJsonAsync("/notes", """{"writtenAt":"2026-11-23T01:02:03.5+03:00"}""");

        Assert.Equal("2026-11-22T22:02:03.5Z", (await response.JsonAsync()).Text("writtenAt"));
    }

    internal sealed record Draft
    {
        [MaxLength(2_000)]
        public string? Text { get; init; }

        public DateTimeOffset? WrittenAt { get; init; }
    }
}
