using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Identity.Clients;

/// <summary>
/// Secrets that the platform makes: a prefix that scanners of source code can look for, 256 random bits, and a checksum by
/// which they tell a real one from a lookalike without asking anybody.
/// </summary>
public static class ClientSecret
{
    public const string Prefix = "saas_cs_";

    /// <summary>What is given by hand has at least this length.</summary>
    public const int Shortest = 32;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>43 of 62 letters are 256 bits.</summary>
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;

    public static string Generate()
    {
        var text = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return text + Checksum(text);
    }

    /// <summary>Whether a text was made by <see cref="Generate"/>, so far as its form tells.</summary>
    public static bool IsGenerated(string text) =>
        text.Length == Prefix.Length + RandomLength + ChecksumLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

    /// <summary>The first 32 bits of SHA-256, in base 62.</summary>
    private static string Checksum(string text)
    {
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var letters = new char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, number /= (uint)Alphabet.Length)
            letters[i] = Alphabet[(int)(number % Alphabet.Length)];
        return new string(letters);
    }
}
