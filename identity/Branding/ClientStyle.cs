using System.Security.Cryptography;
using System.Text;

namespace SaasPlatform.Identity.Branding;

/// <summary>
/// The stylesheet that gives the pages of a client's request its colour. Buttons are filled with the very colour, under text that is
/// white or black, whichever can be read: for every colour one of them has a contrast of 4.5:1 (WCAG 2.2, 1.4.3). As the colour of
/// links and outlines it is darkened, or in the dark scheme lightened, until it has that contrast on every ground of the pages.
/// </summary>
internal static class ClientStyle
{
    /// <summary>The least contrast of text.</summary>
    public const double TextContrast = 4.5;

    /// <summary>The least contrast of an edge by which a control is seen (WCAG 2.2, 1.4.11).</summary>
    private const double EdgeContrast = 3;

    // The grounds of wwwroot/css/tokens.css, the card first.
    internal static readonly Color[] LightGrounds = [new(0xff, 0xff, 0xff), new(0xf4, 0xf3, 0xee)];
    internal static readonly Color[] DarkGrounds = [new(0x15, 0x1c, 0x19), new(0x0d, 0x12, 0x10), new(0x1c, 0x25, 0x21)];

    public static string Of(Color color) =>
        $$"""
        :root {
        {{Scheme(color, LightGrounds, Color.Black)}}
        }

        @media (prefers-color-scheme: dark) {
          :root {
        {{Scheme(color, DarkGrounds, Color.White)}}
          }
        }

        """;

    /// <summary>Changes with what the stylesheet says, so that its address can be cached for good.</summary>
    public static string VersionOf(string style) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(style)))[..16];

    private static string Scheme(Color color, Color[] grounds, Color ink)
    {
        var soft = grounds[0].Mix(color, 0.12);
        var accent = Readable(color, [.. grounds, soft], ink);
        var text = color.ContrastWith(Color.White) >= TextContrast ? Color.White : Color.Black;
        var edge = color.ContrastWith(grounds[0]) >= EdgeContrast ? color : accent;
        return $"""
              --accent: {accent};
              --accent-strong: {accent.Mix(ink, 0.25)};
              --accent-soft: {soft};
              --fill: {color};
              --fill-strong: {color.Mix(text == Color.White ? Color.Black : Color.White, 0.15)};
              --fill-edge: {edge};
              --on-fill: {text};
              --pattern: rgb({color.Red} {color.Green} {color.Blue} / 12%);
            """;
    }

    private static Color Readable(Color color, Color[] grounds, Color ink)
    {
        var share = 0.0;
        while (share < 1 && grounds.Any(g => color.Mix(ink, share).ContrastWith(g) < TextContrast))
            share += 0.02;
        return color.Mix(ink, Math.Min(share, 1));
    }
}
