using System.Security.Cryptography;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>Keys that sign the audit log.</summary>
internal static class SigningKey
{
    /// <summary>A new private key, as PEM.</summary>
    public static string Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
