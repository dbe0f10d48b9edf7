using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Shared.Tests.Hosting;

/// <summary>TLS ended by the service itself, with files that are renewed while it runs.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saas-tls-").FullName;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task RenewedFiles_AreServedToNewConnections()
    {
        var (first, second) = (Certificate(), Certificate());
        Write("tls.crt", "tls.key", first);
        await using var service = await StartAsync("tls.crt", "tls.key");
        Assert.Equal(first.GetCertHash(), await ServedAsync(service));

        Write("tls.crt", "tls.key", second);
        Assert.Equal(first.GetCertHash(), await ServedAsync(service));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(second.GetCertHash(), await ServedAsync(service));
    }

    [Fact]
    public async Task SwappedSymbolicLink_IsARenewal()
    {
        // As Kubernetes mounts secrets: the files are links through a folder that is itself a link, which is replaced whole.
        var (first, second) = (Certificate(), Certificate());
        Directory.CreateDirectory(Path.Combine(_folder, "v1"));
        Directory.CreateDirectory(Path.Combine(_folder, "v2"));
        Write("v1/tls.crt", "v1/tls.key", first);
        Write("v2/tls.crt", "v2/tls.key", second);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), "v1");
        File.CreateSymbolicLink(Path.Combine(_folder, "tls.crt"), "..data/tls.crt");
        File.CreateSymbolicLink(Path.Combine(_folder, "tls.key"), "..data/tls.key");
        await using var service = await StartAsync("tls.crt", "tls.key");
        Assert.Equal(first.GetCertHash(), await ServedAsync(service));

        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data_tmp"), "v2");
        using (var move = System.Diagnostics.Process.Start("mv", ["-T", Path.Combine(_folder, "..data_tmp"), Path.Combine(_folder, "..data")]))
            await move.WaitForExitAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(second.GetCertHash(), await ServedAsync(service));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("the key of another certificate")]
    [InlineData("expired")]
    [InlineData("gone")]
    public async Task BrokenRenewal_LeavesTheLastInUse(string how)
    {
        var (first, second) = (Certificate(), Certificate());
        Write("tls.crt", "tls.key", first);
        await using var service = await StartAsync("tls.crt", "tls.key");

        if (how == "gone")
            File.Delete(Path.Combine(_folder, "tls.crt"));
        else if (how == "expired")
            Write("tls.crt", "tls.key", Certificate(DateTimeOffset.UtcNow.AddDays(-1)));
        else
            await File.WriteAllTextAsync(Path.Combine(_folder, "tls.crt"), how.StartsWith("the key", StringComparison.Ordinal) ? second.ExportCertificatePem() : how);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first.GetCertHash(), await ServedAsync(service));

        Write("tls.crt", "tls.key", second);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(second.GetCertHash(), await ServedAsync(service));
    }

    [Fact]
    public async Task Pfx_IsServed()
    {
        var certificate = Certificate();
        await File.WriteAllBytesAsync(Path.Combine(_folder, "tls.pfx"), certificate.Export(X509ContentType.Pfx, "a password"));
        await using var service = await StartAsync("tls.pfx", null, ("Http:CertificatePassword", "a password"));

        Assert.Equal(certificate.GetCertHash(), await ServedAsync(service));
    }

    [Fact]
    public async Task WrongPassword_StopsTheStart()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "tls.pfx"), Certificate().Export(X509ContentType.Pfx, "a password"));

        var failure = await Assert.ThrowsAsync<StartFailureException>(() => StartAsync("tls.pfx", null, ("Http:CertificatePassword", "another")));

        Assert.StartsWith($"Http:CertificateFile {_folder}/tls.pfx gives no certificate", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "Http:CertificateFile {folder}/tls.crt gives no certificate with its private key")]
    [InlineData("no key", "Http:CertificateFile {folder}/tls.crt gives no certificate with its private key")]
    [InlineData("expired", "Http:CertificateFile {folder}/tls.crt gives no certificate with its private key: it has expired on")]
    public async Task UnusableFile_StopsTheStart(string how, string message)
    {
        if (how == "no key")
            await File.WriteAllTextAsync(Path.Combine(_folder, "tls.crt"), Certificate().ExportCertificatePem());
        if (how == "expired")
            Write("tls.crt", "tls.crt", Certificate(DateTimeOffset.UtcNow.AddDays(-1)), append: true);

        var failure = await Assert.ThrowsAsync<StartFailureException>(() => StartAsync("tls.crt", null));

        Assert.StartsWith(message.Replace("{folder}", _folder, StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:0", null, "Http:CertificateFile: is required when Http:Url is https.")]
    [InlineData("http://127.0.0.1:0", "tls.crt", "Http:CertificateFile: is set, but Http:Url is not https.")]
    [InlineData("ftp://127.0.0.1:0", null, "Http:Url: must be an absolute address, as http://localhost:8000.")]
    public async Task AddressAndCertificate_MustFit(string url, string? file, string message)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => EchoService.StartAsync(null, ("Http:Url", url), ("Http:CertificateFile", file)));

        Assert.Equal(message, ServiceProgram.Explain(failure));
    }

    private Task<EchoService> StartAsync(string file, string? keyFile, params (string Name, string? Value)[] settings) => EchoService.StartAsync(
        b => b.Services.AddSingleton<TimeProvider>(_clock),
        [("Http:Url", "https://127.0.0.1:0"), ("Http:CertificateFile", Path.Combine(_folder, file)), ("Http:CertificateKeyFile", keyFile is null ? null : Path.Combine(_folder, keyFile)), .. settings]);

    private static async Task<byte[]> ServedAsync(EchoService service)
    {
        byte[] served = [];
        using var http = EchoService.Client(hash => served = hash);
        Assert.Contains(" https ", await http.GetStringAsync(new Uri(service.Address, "/caller")), StringComparison.Ordinal);
        return served;
    }

    private void Write(string file, string keyFile, X509Certificate2 certificate, bool append = false)
    {
        var key = certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(Path.Combine(_folder, file), certificate.ExportCertificatePem() + (append ? "\n" + key : ""));
        if (!append)
            File.WriteAllText(Path.Combine(_folder, keyFile), key);
    }

    private static X509Certificate2 Certificate(DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), end ?? DateTimeOffset.UtcNow.AddDays(10));
    }
}
