namespace SaasPlatform.Identity.Pages.Sessions;

/// <summary>
/// What a person calls their browser, read from its <c>User-Agent</c>. Browsers claim to be one another, so the order decides:
/// who names somebody else comes first.
/// </summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("YaBrowser/", "Яндекс Браузер"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Gives the browser and its system, such as <c>Firefox, Linux</c>; null where neither is known.</summary>
    public static string? Of(string? userAgent)
    {
        var known = new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return known.Count == 0 ? null : string.Join(", ", known);
    }

    private static string? Find((string Mark, string Name)[] marks, string? userAgent) =>
        userAgent is null ? null : marks.FirstOrDefault(m => userAgent.Contains(m.Mark, StringComparison.Ordinal)).Name;
}
