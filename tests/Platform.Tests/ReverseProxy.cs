using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Platform.Tests;

/// <summary>
/// A load balancer: sends each request to a replica whose readiness check passed last, says in headers for whom, and tries
/// another one only where the connection was refused, so that the request cannot have arrived.
/// </summary>
internal sealed class ReverseProxy : IAsyncDisposable
{
    private static readonly string[] NotForwarded = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _closed = new();
    private readonly Uri[] _replicas;
    private readonly bool[] _healthy;
    private readonly WebApplication _app;
    private readonly Task _probing;
    private int _next;

    private ReverseProxy(Uri[] replicas, WebApplication app)
    {
        _replicas = replicas;
        _healthy = new bool[replicas.Length];
        _app = app;
        _app.Run(ForwardAsync);
        _probing = ProbeAsync();
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Whether this replica gets requests.</summary>
    public bool Uses(int replica) => Volatile.Read(ref _healthy[replica]);

    /// <summary>Starts it on a free port of the loopback interface, with TLS where it has a certificate.</summary>
    public static async Task<ReverseProxy> StartAsync(X509Certificate2? certificate, params Uri[] replicas)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var proxy = new ReverseProxy(replicas, builder.Build());
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _probing;
        await _app.DisposeAsync();
        _http.Dispose();
        _closed.Dispose();
    }

    private async Task ProbeAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_closed.IsCancellationRequested)
        {
            for (var i = 0; i < _replicas.Length; i++)
                Volatile.Write(ref _healthy[i], (await Eventually.GetAsync(new Uri(_replicas[i], "/health/ready"))).Status == HttpStatusCode.OK);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        for (var attempt = 0; ; attempt++)
        {
            var replica = Choose();
            try
            {
                using var request = Request(context, new Uri(replica, context.Request.Path + context.Request.QueryString.Value), body.ToArray());
                using var answer = await _http.SendAsync(request, context.RequestAborted);
                await AnswerAsync(context, answer);
                return;
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } && attempt < 3)
            {
                // The request has not left: another replica may take it.
            }
        }
    }

    private Uri Choose()
    {
        var turn = Interlocked.Increment(ref _next);
        for (var i = 0; i < _replicas.Length; i++)
        {
            if (Uses((turn + i) % _replicas.Length))
                return _replicas[(turn + i) % _replicas.Length];
        }

        return _replicas[turn % _replicas.Length];
    }

    private static HttpRequestMessage Request(HttpContext context, Uri target, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target) { Content = body.Length > 0 ? new ByteArrayContent(body) : null };
        foreach (var (name, values) in context.Request.Headers.Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        request.Headers.Host = context.Request.Host.Value;
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        request.Headers.Remove("X-Forwarded-Proto");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        return request;
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
