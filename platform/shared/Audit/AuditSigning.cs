using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Audit;

/// <summary>Signs batches (ECDSA, P-256, SHA-256), and knows whose signatures are good.</summary>
internal sealed class AuditSigning(IOptions<AuditSettings> settings) : IDisposable
{
    private readonly ECDsa _own = TryRead(settings.Value.SigningKey, withPrivateKey: true) ?? throw new InvalidOperationException("The settings were not validated.");
    private readonly List<ECDsa> _former = [.. settings.Value.FormerKeys.Select(k => TryRead(k, withPrivateKey: false)!)];

    public byte[] Sign(byte[] hash) => _own.SignHash(hash);

    public bool Verifies(byte[] hash, byte[] signature) => _own.VerifyHash(hash, signature) || _former.Exists(k => k.VerifyHash(hash, signature));

    public void Dispose()
    {
        _own.Dispose();
        _former.ForEach(k => k.Dispose());
    }

    /// <summary>Reads a key; null for what is none of this kind.</summary>
    public static ECDsa? TryRead(string? pem, bool withPrivateKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var parameters = key.ExportParameters(withPrivateKey);
            if (parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Not such a key.
        }

        key.Dispose();
        return null;
    }
}
