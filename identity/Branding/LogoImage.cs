using System.Security.Cryptography;
using System.Xml;

namespace SaasPlatform.Identity.Branding;

/// <summary>A picture that a definition file names. What it is, its content tells; a name can say anything.</summary>
internal sealed record LogoImage(string MediaType, byte[] Content)
{
    public const int MostBytes = 64 * 1024;
    public const int HashLength = 32;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..HashLength];

    /// <summary>Reads a file.</summary>
    /// <returns>The picture, or what is wrong with the file.</returns>
    public static (LogoImage? Image, string? Problem) Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                return (null, $"{path} is larger than {MostBytes / 1024} KiB.");
            var content = File.ReadAllBytes(path);
            return MediaTypeOf(content) is { } type ? (new(type, content), null) : (null, $"{path} is not a PNG, JPEG, WebP or SVG picture.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot be read: {failure.Message}");
        }
    }

    private static string? MediaTypeOf(byte[] content)
    {
        if (Starts(content, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (Starts(content, [0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (Starts(content, "RIFF"u8) && content.Length > 12 && Starts(content.AsSpan(8), "WEBP"u8))
            return "image/webp";
        return IsSvg(content) ? "image/svg+xml" : null;
    }

    private static bool Starts(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => content.StartsWith(signature);

    /// <summary>Well-formed to its end, and without a document type: that could name files and grow without bounds.</summary>
    private static bool IsSvg(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var isSvg = reader.MoveToContent() == XmlNodeType.Element && reader is { LocalName: "svg", NamespaceURI: "http://www.w3.org/2000/svg" };
            while (isSvg && reader.Read())
            {
            }

            return isSvg;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
