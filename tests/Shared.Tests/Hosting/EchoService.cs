using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.Shared.Tests.Hosting;

/// <summary>A service with the platform's whole pipeline, on a real port, that says who it thinks is calling.</summary>
internal sealed class EchoService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<EchoService> StartAsync(Action<WebApplicationBuilder>? configure, params (string Name, string? Value)[] settings)
    {
        var builder = ServiceApp.CreateBuilder("notes", [], b =>
        {
            b.Configuration.AddInMemoryCollection([new("Http:Url", "http://127.0.0.1:0")]);
            b.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
            configure?.Invoke(b);
        });
        builder.AddAccessTokens(a => a.User);
        builder.AddRateLimit("few", permits: 1, windowSeconds: 3_600, RateLimits.AddressOf);
        var app = builder.Build();
        app.UsePlatform();
        app.MapGet("/caller", (HttpContext http) => $"{RateLimits.AddressOf(http)} {http.Request.Scheme} {http.Request.Host}").AllowAnonymous();
        app.MapGet("/few", () => "one").AllowAnonymous().RequireRateLimiting("few");
        var service = new EchoService(app);
        try
        {
            await app.StartAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks with these headers; a header <c>Host</c> goes out as it stands.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    /// <summary>A client without kept connections that takes any certificate, and any name for the loopback.</summary>
    public static HttpClient Client(Action<byte[]>? onCertificate = null) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                onCertificate?.Invoke(certificate!.GetCertHash());
                return certificate is not null;
            },
        },
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
