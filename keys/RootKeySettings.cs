using Microsoft.Extensions.Configuration;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys;

/// <summary>Where the root key comes from: one of the two settings, never both.</summary>
public sealed class RootKeySettings
{
    /// <summary>32 bytes in base64.</summary>
    public string? RootKey { get; set; }

    /// <summary>A file that holds 32 bytes in base64, or 32 raw bytes.</summary>
    public string? RootKeyFile { get; set; }

    /// <summary>Reads the root key.</summary>
    /// <exception cref="StartFailureException">It is missing, unreadable or not 32 bytes; the message names the setting.</exception>
    public static RootKey Read(IConfiguration configuration)
    {
        var settings = configuration.Get<RootKeySettings>() ?? new RootKeySettings();
        return (settings.RootKey, settings.RootKeyFile) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw new StartFailureException("Set RootKey or RootKeyFile, not both."),
            ({ Length: > 0 } text, _) => FromBase64(text, "RootKey"),
            (_, { Length: > 0 } path) => FromFile(path),
            _ => throw new StartFailureException(
                "There is no root key. Set IDENTITY_RootKey to 32 random bytes in base64 (openssl rand -base64 32), or "
                + "IDENTITY_RootKeyFile to a file that holds them, and keep it: without it the stored keys cannot be read."),
        };
    }

    private static RootKey FromFile(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException($"RootKeyFile cannot be read: {failure.Message}", failure);
        }

        return content.Length == Keys.RootKey.Length
            ? new RootKey(content)
            : FromBase64(System.Text.Encoding.ASCII.GetString(content), $"RootKeyFile '{path}'");
    }

    private static RootKey FromBase64(string text, string source)
    {
        var bytes = new byte[Keys.RootKey.Length];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out var written) || written != bytes.Length)
            throw new StartFailureException($"{source} must hold exactly {Keys.RootKey.Length} bytes in base64 (openssl rand -base64 32).");

        return new RootKey(bytes);
    }
}
