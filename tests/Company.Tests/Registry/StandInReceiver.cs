using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>An operator's own software that hears of companies, and takes only what is signed.</summary>
public sealed class StandInReceiver : IAsyncDisposable
{
    public static readonly string Secret = WebhookSecret.Create();

    private readonly ConcurrentQueue<JsonObject> _events = new();
    private WebApplication _app = null!;

    public string Address => $"{_app.Urls.Single()}/companies";

    public IReadOnlyList<JsonObject> Events => [.. _events];

    public static async Task<StandInReceiver> StartAsync()
    {
        var receiver = new StandInReceiver();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver._app = builder.Build();
        receiver._app.MapPost("/companies", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var isSigned = WebhookSecret.TryParse(Secret, out var secret) && secret.Verifies(
            request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(), body.ToArray(), request.Headers["webhook-signature"].ToString(), AtItsSending(request));
        if (!isSigned)
            return Results.Unauthorized();
        _events.Enqueue(JsonNode.Parse(body.ToArray())!.AsObject());
        return Results.NoContent();
    }

    /// <summary>The sender's clock is set forward.</summary>
    private static DateTimeOffset AtItsSending(HttpRequest request) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"].ToString(), provider: null));
}
