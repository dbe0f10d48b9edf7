using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace SaasPlatform.Identity.Clients;

/// <summary>
/// Remembers which secret matched which stored hash, under a key that lives as long as the process: neither the secret nor
/// anything that could be tried offline stays in memory. A new stored hash is a new entry.
/// </summary>
public sealed class VerifiedSecrets : IDisposable
{
    private const int MostEntries = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = MostEntries });

    public bool Contains(string secret, string storedHash) => _entries.TryGetValue(Fingerprint(secret, storedHash), out _);

    public void Add(string secret, string storedHash) => _entries.Set(
        Fingerprint(secret, storedHash), true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });

    public void Dispose() => _entries.Dispose();

    private string Fingerprint(string secret, string storedHash) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{storedHash}\n{secret}")));
}
