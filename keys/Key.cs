using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace SaasPlatform.Keys;

/// <summary>A key ready for use.</summary>
public sealed record Key(string Id, KeyPurpose Purpose, DateTimeOffset ActivatesAt, SecurityKey Material)
{
    internal const int PublishedKeyBits = 2048;
    private const int SymmetricKeyBytes = 32;

    /// <summary>Makes a new key and wraps it.</summary>
    internal static StoredKey Create(KeyPurpose purpose, RootKey root, DateTimeOffset now, DateTimeOffset activatesAt)
    {
        var id = Guid.CreateVersion7(now).ToString("N");
        var secret = NewSecret(purpose);
        try
        {
            return new StoredKey
            {
                Id = id,
                Purpose = purpose,
                CreatedAt = now,
                ActivatesAt = activatesAt,
                WrappedKey = root.Wrap(WrapName(id, purpose), secret),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Unwraps a stored key.</summary>
    /// <exception cref="CryptographicException">It was not wrapped by this root key.</exception>
    internal static Key Open(StoredKey stored, RootKey root)
    {
        var secret = root.Unwrap(WrapName(stored.Id, stored.Purpose), stored.WrappedKey);
        return new Key(stored.Id, stored.Purpose, stored.ActivatesAt, Import(stored, secret));
    }

    private static SecurityKey Import(StoredKey stored, byte[] secret)
    {
        if (stored.Purpose is not KeyPurpose.Published)
            return new SymmetricSecurityKey(secret) { KeyId = stored.Id };

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return new RsaSecurityKey(rsa) { KeyId = stored.Id };
    }

    private static byte[] NewSecret(KeyPurpose purpose)
    {
        if (purpose is not KeyPurpose.Published)
            return RandomNumberGenerator.GetBytes(SymmetricKeyBytes);

        using var rsa = RSA.Create(PublishedKeyBits);
        return rsa.ExportPkcs8PrivateKey();
    }

    private static string WrapName(string id, KeyPurpose purpose) => $"key:{purpose}:{id}";
}
