using System.Globalization;

namespace SaasPlatform.Identity.Pages;

/// <summary>One letter that stands for a name, a whole character in any script.</summary>
public static class Initials
{
    public static string Of(string? name)
    {
        var trimmed = (name ?? string.Empty).TrimStart();
        return trimmed.Length == 0 ? "•" : StringInfo.GetNextTextElement(trimmed).ToUpper(CultureInfo.CurrentCulture);
    }
}
