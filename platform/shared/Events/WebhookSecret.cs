using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Shared.Events;

/// <summary>A secret of Standard Webhooks (specification 1.0.0): signs messages with HMAC-SHA256 and checks signatures.</summary>
public sealed class WebhookSecret
{
    /// <summary>How far the time of a signature may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>Reads <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || !Base64.IsValid(text.AsSpan(Prefix.Length), out var length) || length is < ShortestKey or > LongestKey)
            return false;
        secret = new(Convert.FromBase64String(text[Prefix.Length..]));
        return true;
    }

    /// <summary>A new secret, written as <see cref="TryParse"/> reads it.</summary>
    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One signature for the header <c>webhook-signature</c>, which may hold several with a space between.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body) => Version + Convert.ToBase64String(Mac(id, timestamp, body));

    /// <summary>Whether one of the signatures is this secret's and the time is near. Takes the same time whatever is wrong with a signature.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="now">The time.</param>
    public bool Verifies(string id, string timestamp, ReadOnlySpan<byte> body, string signatures, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Mac(id, seconds, body)));
        var found = false;
        foreach (var signature in signatures.Split(' '))
            found |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        return found;
    }

    private byte[] Mac(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
