using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Shared.Audit;

/// <summary>
/// A value about a person as an entry stores it: the id of the key and, in base64url, nonce, ciphertext and tag of AES-256-GCM. It
/// is bound to its entry and field, so that it cannot be moved to another.
/// </summary>
internal static class PersonalValue
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string Encrypt(SubjectKey key, Guid entry, string field, string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var stored = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key.Key, TagBytes);
        cipher.Encrypt(stored.AsSpan(0, NonceBytes), plain, stored.AsSpan(NonceBytes, plain.Length), stored.AsSpan(^TagBytes..), Place(entry, field));
        return $"{key.Id:N}.{Base64Url.EncodeToString(stored)}";
    }

    /// <summary>The key that the value needs.</summary>
    public static Guid KeyOf(string stored) => Guid.TryParseExact(stored.Split('.')[0], "N", out var id) ? id : Guid.Empty;

    /// <summary>The value; null where its key is gone, or where it is not what was encrypted.</summary>
    public static string? Decrypt(IReadOnlyDictionary<Guid, byte[]> keys, Guid entry, string field, string stored)
    {
        if (!keys.TryGetValue(KeyOf(stored), out var key))
            return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(stored.AsSpan(stored.IndexOf('.', StringComparison.Ordinal) + 1));
            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(^TagBytes..), plain, Place(entry, field));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            // Somebody changed it: verifying the chain says so.
            return null;
        }
    }

    private static byte[] Place(Guid entry, string field) => Encoding.UTF8.GetBytes($"{entry:N}.{field}");
}
