using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Keys;

/// <summary>
/// The key that wraps every other key at rest (AES-256-GCM). It comes from the environment or a mounted file and never
/// lies in the database that holds what it wraps.
/// </summary>
public sealed class RootKey : IDisposable
{
    /// <summary>The length of a root key in bytes.</summary>
    public const int Length = 32;

    private const byte Format = 1;
    private readonly AesGcm _aes;
    private readonly Lock _gate = new();

    /// <param name="key">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public RootKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
            throw new ArgumentException($"A root key has {Length} bytes, not {key.Length}.", nameof(key));

        _aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
    }

    /// <summary>Encrypts a secret so that it can only be read under the same name.</summary>
    /// <param name="name">What the secret is, for example <c>key:0199…</c>; authenticated, not stored.</param>
    /// <param name="secret">What to protect.</param>
    /// <returns>Format byte, nonce (12 bytes), tag (16 bytes) and ciphertext.</returns>
    public byte[] Wrap(string name, ReadOnlySpan<byte> secret)
    {
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var wrapped = new byte[1 + nonceSize + tagSize + secret.Length];
        wrapped[0] = Format;
        var nonce = wrapped.AsSpan(1, nonceSize);
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            _aes.Encrypt(
                nonce, secret, wrapped.AsSpan(1 + nonceSize + tagSize), wrapped.AsSpan(1 + nonceSize, tagSize),
                Encoding.UTF8.GetBytes(name));
        }

        return wrapped;
    }

    /// <summary>Gives back what <see cref="Wrap"/> protected under this name.</summary>
    /// <exception cref="CryptographicException">Another root key or name, or bytes that were changed.</exception>
    public byte[] Unwrap(string name, ReadOnlySpan<byte> wrapped)
    {
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (wrapped.Length < 1 + nonceSize + tagSize || wrapped[0] != Format)
            throw new CryptographicException($"The stored '{name}' is not in a format this version reads.");

        var secret = new byte[wrapped.Length - 1 - nonceSize - tagSize];
        try
        {
            lock (_gate)
            {
                _aes.Decrypt(
                    wrapped.Slice(1, nonceSize), wrapped[(1 + nonceSize + tagSize)..], wrapped.Slice(1 + nonceSize, tagSize),
                    secret, Encoding.UTF8.GetBytes(name));
            }
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new CryptographicException(
                $"The stored '{name}' was not wrapped by this root key. Give the root key this database was created with.", mismatch);
        }

        return secret;
    }

    /// <inheritdoc />
    public void Dispose() => _aes.Dispose();
}
