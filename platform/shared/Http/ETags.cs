using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace SaasPlatform.Shared.Http;

/// <summary>Versions as strong entity tags (RFC 9110 section 8.8.3): version 3 is <c>"3"</c>.</summary>
public static class ETags
{
    /// <summary>Writes a version as a strong entity tag.</summary>
    public static string Format(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The tag of a representation made of two versions, of which either may change alone.</summary>
    public static string Format(int first, int second) => string.Create(CultureInfo.InvariantCulture, $"\"{first}.{second}\"");

    internal static bool AnyMatches(IEnumerable<EntityTagHeaderValue> tags, string current, bool useStrongComparison)
    {
        var tag = new EntityTagHeaderValue(current);
        return tags.Any(t => t.Tag == "*" || t.Compare(tag, useStrongComparison));
    }
}
