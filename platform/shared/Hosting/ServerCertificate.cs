using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// The certificate of a service that ends TLS itself. Its files are looked at again as connections come, at most every few
/// seconds: contents are compared, so that a swapped symbolic link counts as much as a file written over. Files that make no
/// certificate leave the last one in use.
/// </summary>
internal sealed class ServerCertificate(IOptions<HttpSettings> settings, TimeProvider clock, ILogger<ServerCertificate> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _current;
    private byte[] _seen = [];
    private long _lookedAt;

    /// <summary>What the next connection is served with.</summary>
    /// <exception cref="StartFailureException">There is no usable certificate at the start.</exception>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_current is not null && clock.GetElapsedTime(_lookedAt) < LookEvery)
                return _current;

            _lookedAt = clock.GetTimestamp();
            try
            {
                Look();
            }
            catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                var message = $"Http:CertificateFile {settings.Value.CertificateFile} gives no certificate with its private key: {failure.Message}";
                if (_current is null)
                    throw new StartFailureException(message, failure);
                logger.LogError("{Message} The last one stays in use", message);
            }

            return _current!;
        }
    }

    private void Look()
    {
        var values = settings.Value;
        var certificate = File.ReadAllBytes(values.CertificateFile!);
        var key = values.CertificateKeyFile is { Length: > 0 } path ? File.ReadAllBytes(path) : certificate;
        var seen = SHA256.HashData([.. certificate, .. key]);
        if (seen.AsSpan().SequenceEqual(_seen))
            return;

        // Remembered before it is read: what is broken is told once, and looked at again when it changes.
        _seen = seen;
        var (own, chain) = IsPem(certificate)
            ? FromPem(Encoding.ASCII.GetString(certificate), Encoding.ASCII.GetString(key), values.CertificatePassword)
            : FromPfx(certificate, values.CertificatePassword);
        if (own.NotAfter < clock.GetUtcNow().LocalDateTime)
            throw new CryptographicException($"it has expired on {own.NotAfter:yyyy-MM-dd}.");
        _current = SslStreamCertificateContext.Create(own, chain, offline: true);
        logger.LogInformation("Serving the certificate {Thumbprint}, good until {End:yyyy-MM-dd}", own.Thumbprint, own.NotAfter);
    }

    private static bool IsPem(byte[] content) => content.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static (X509Certificate2, X509Certificate2Collection) FromPem(string certificate, string key, string? password)
    {
        var own = string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPem(certificate, key) : X509Certificate2.CreateFromEncryptedPem(certificate, key, password);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        chain.RemoveAt(0);
        return (own, chain);
    }

    private static (X509Certificate2, X509Certificate2Collection) FromPfx(byte[] content, string? password)
    {
        var chain = X509CertificateLoader.LoadPkcs12Collection(content, password);
        var own = chain.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("the file holds no private key.");
        chain.Remove(own);
        return (own, chain);
    }
}
