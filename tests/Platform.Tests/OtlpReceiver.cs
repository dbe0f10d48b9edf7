using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Platform.Tests;

/// <summary>Stands where a collector would and keeps what it is sent (OTLP over HTTP, protobuf).</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string? ContentType, string? Key, byte[] Body)> _received = new();
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        _app.Run(ReceiveAsync);
    }

    public string Address => _app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Everything received for a signal; protobuf holds names and texts as they are.</summary>
    public string Texts(string signal) => string.Concat(_received.Where(r => r.Path == $"/v1/{signal}").Select(r => Encoding.UTF8.GetString(r.Body)));

    /// <summary>Whether these bytes are in what was received for a signal.</summary>
    public bool Holds(string signal, byte[] bytes) => _received.Any(r => r.Path == $"/v1/{signal}" && r.Body.AsSpan().IndexOf(bytes) >= 0);

    /// <summary>In what form it came.</summary>
    public IEnumerable<(string? ContentType, string? Key)> Forms => _received.Select(r => (r.ContentType, r.Key)).Distinct();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, context.Request.ContentType, context.Request.Headers["x-key"], body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
