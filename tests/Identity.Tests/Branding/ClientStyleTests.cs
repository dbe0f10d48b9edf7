using System.Text.RegularExpressions;
using SaasPlatform.Identity.Branding;
using Xunit;

namespace SaasPlatform.Identity.Tests.Branding;

/// <summary>Whatever colour a client brings, its pages can be read (WCAG 2.2, 1.4.3).</summary>
public sealed partial class ClientStyleTests
{
    public static TheoryData<string> Colors => ["#ffffff", "#000000", "#ffff00", "#0000ff", "#ff0000", "#00ff00", "#808080", "#757575", "#777777", "#c2410c", "#0b6b50", "#5ed0a6", "#ffcc00", "#151c19", "#f4f3ee"];

    [Theory]
    [MemberData(nameof(Colors))]
    public void Text_HasItsContrastInBothSchemes(string color)
    {
        var style = ClientStyle.Of(Color.Parse(color)!.Value);
        var schemes = style.Split("@media");
        Assert.Equal(2, schemes.Length);

        foreach (var (scheme, grounds) in new[] { (schemes[0], ClientStyle.LightGrounds), (schemes[1], ClientStyle.DarkGrounds) })
        {
            var values = Variable().Matches(scheme).ToDictionary(m => m.Groups[1].Value, m => Color.Parse(m.Groups[2].Value)!.Value);
            Assert.Equal(color, values["fill"].ToString());
            foreach (var fill in new[] { values["fill"], values["fill-strong"] })
                Assert.InRange(fill.ContrastWith(values["on-fill"]), 4.5, 21);
            foreach (var ground in grounds.Append(values["accent-soft"]))
            {
                Assert.InRange(values["accent"].ContrastWith(ground), 4.5, 21);
                Assert.InRange(values["accent-strong"].ContrastWith(ground), 4.5, 21);
            }

            Assert.InRange(values["fill-edge"].ContrastWith(grounds[0]), 3, 21);
        }
    }

    [Fact]
    public void ColorOfAButton_CanAlwaysBeReadInBlackOrWhite()
    {
        for (var red = 0; red < 256; red += 15)
            for (var green = 0; green < 256; green += 15)
                for (var blue = 0; blue < 256; blue += 15)
                {
                    var color = new Color((byte)red, (byte)green, (byte)blue);
                    Assert.True(Math.Max(color.ContrastWith(Color.White), color.ContrastWith(Color.Black)) >= ClientStyle.TextContrast, color.ToString());
                }
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    public void Contrast_IsThatOfTheGuidelines(string one, string other, double ratio) =>
        Assert.Equal(ratio, Color.Parse(one)!.Value.ContrastWith(Color.Parse(other)!.Value), 2);

    [Theory]
    [InlineData("#fff")]
    [InlineData("c2410c")]
    [InlineData("#c2410g")]
    [InlineData("#c2410c;}")]
    [InlineData("red")]
    [InlineData("")]
    [InlineData(null)]
    public void Color_InAnyOtherFormIsNone(string? text) => Assert.Null(Color.Parse(text));

    [Fact]
    public void Grounds_AreThoseOfThePages()
    {
        using var file = typeof(IdentityApp).Assembly.GetManifestResourceStream("SaasPlatform.Identity.wwwroot.css.tokens.css")!;
        var schemes = new StreamReader(file).ReadToEnd().Split("@media");

        foreach (var (scheme, grounds) in new[] { (schemes[0], ClientStyle.LightGrounds), (schemes[1], ClientStyle.DarkGrounds) })
        {
            var values = Variable().Matches(scheme).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
            Assert.Equal(
                new[] { values["card"], values["ground"], values["fill-quiet"] }.Distinct(),
                grounds.Select(g => g.ToString()));
        }
    }

    [GeneratedRegex("--([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Variable();
}
