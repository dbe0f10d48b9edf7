namespace SaasPlatform.CompanyApi.Mails;

/// <summary>The words of strangers, as names of companies and people are, in mails of the platform.</summary>
internal static class StrangersWords
{
    /// <summary>How much of them a mail carries: not enough to tell a story.</summary>
    private const int Length = 100;

    /// <summary>The words without what mail programs would find an address in, to make a link of.</summary>
    public static string Harmless(string words)
    {
        var harmless = string.Concat(words.Select(c => c is ':' or '/' or '\\' or '@' ? ' ' : c)).Replace(".", ". ", StringComparison.Ordinal);
        harmless = string.Join(' ', harmless.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return harmless.Length <= Length ? harmless : harmless[..(char.IsHighSurrogate(harmless[Length - 1]) ? Length - 1 : Length)] + "…";
    }
}
