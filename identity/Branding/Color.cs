using System.Globalization;

namespace SaasPlatform.Identity.Branding;

/// <summary>A colour in sRGB, and how far it stands out from another one (WCAG 2.2, definitions of relative luminance and contrast ratio).</summary>
internal readonly record struct Color(byte Red, byte Green, byte Blue)
{
    public static readonly Color Black = new(0, 0, 0);
    public static readonly Color White = new(255, 255, 255);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#RRGGBB</c>; null for anything else.</summary>
    public static Color? Parse(string? text) =>
        text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit)
            ? new(Byte(digits[..2]), Byte(digits[2..4]), Byte(digits[4..]))
            : null;

    /// <summary>From 1 (the same) to 21 (black on white).</summary>
    public double ContrastWith(Color other)
    {
        var (darker, lighter) = Luminance < other.Luminance ? (this, other) : (other, this);
        return (lighter.Luminance + 0.05) / (darker.Luminance + 0.05);
    }

    /// <summary>Gives so much of the other one, from 0 to 1.</summary>
    public Color Mix(Color other, double share) =>
        new(Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static byte Byte(string digits) => byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
