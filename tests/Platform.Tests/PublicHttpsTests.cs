using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Identity under a public https address whose TLS ends at a proxy, while services reach it by http inside the network.</summary>
public sealed class PublicHttpsTests : IAsyncLifetime
{
    private Installation _installation = null!;
    private ReverseProxy _proxy = null!;
    private HttpClient _browser = null!;
    private Uri _issuer = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.MigratedAsync();
        _proxy = await ReverseProxy.StartAsync(Certificate(), _installation.Address("Identity", "/"));
        _issuer = new Uri($"https://id.example.test:{_proxy.Address.Port}/");
        _browser = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = ToTheLoopbackAsync,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _proxy.DisposeAsync();
        await _installation.DisposeAsync();
    }

    [Fact]
    public async Task BehindAKnownProxy_EverythingIsHttpsOutsideAndHttpInside()
    {
        var secret = await _installation.ApplyClientAsync("acme");
        var environment = _installation.With(
            ("PLATFORM_Addresses__Identity", _issuer.AbsoluteUri),
            ("PLATFORM_Addresses__IdentityInternal", _installation.Environment["PLATFORM_Addresses__Identity"]),
            ("PLATFORM_Http__KnownProxies__0", "127.0.0.1"));
        await using var identity = await ServiceProcess.RunningAsync("Identity", environment, "Application started");
        await using var partner = await ServiceProcess.RunningAsync("Partner", environment, "Application started");
        await Eventually.AnswersAsync(_installation.Address("Partner", "/health/ready"), HttpStatusCode.OK);

        using var discovery = await _browser.GetAsync(new Uri(_issuer, ".well-known/openid-configuration"));
        var document = JsonDocument.Parse(await discovery.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(_issuer.AbsoluteUri, document.GetProperty("issuer").GetString());
        Assert.Equal(_issuer + "connect/token", document.GetProperty("token_endpoint").GetString());
        Assert.Equal("max-age=31536000", Assert.Single(discovery.Headers.GetValues("Strict-Transport-Security")));

        using var page = await _browser.GetAsync(new Uri(_issuer, "sign-in"));
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-saas.form=", StringComparison.Ordinal));
        Assert.EndsWith("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);

        using var asked = Installation.TokenRequest(new Uri(_issuer, "connect/token"), "acme", secret);
        using var answer = await _browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var call = new HttpRequestMessage(HttpMethod.Get, _installation.Address("Partner", "/v1/partners"));
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString());
        using var partners = await _browser.SendAsync(call);
        Assert.Equal(HttpStatusCode.OK, partners.StatusCode);
    }

    [Fact]
    public async Task BehindAnUnknownProxy_TheProtocolRefusesHttp()
    {
        await using var identity = await ServiceProcess.RunningAsync(
            "Identity", _installation.With(("PLATFORM_Addresses__Identity", _issuer.AbsoluteUri)), "Application started");

        using var discovery = await _browser.GetAsync(new Uri(_issuer, ".well-known/openid-configuration"));

        Assert.Equal(HttpStatusCode.BadRequest, discovery.StatusCode);
        Assert.Contains("HTTPS", await discovery.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async ValueTask<Stream> ToTheLoopbackAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=id.example.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
