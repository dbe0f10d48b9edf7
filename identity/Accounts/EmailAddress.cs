using System.Globalization;
using System.Text;

namespace SaasPlatform.Identity.Accounts;

/// <summary>One written form for every e-mail, so that one mailbox is one account.</summary>
public static class EmailAddress
{
    /// <summary>The longest address mail can be sent to (RFC 5321 section 4.5.3.1.3, without the angle brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Gives the address with its domain in lower-case ASCII, or nothing where it is not one. What stands before the @ stays as written.</summary>
    public static string? Parse(string? written)
    {
        var text = written?.Trim() ?? string.Empty;
        var at = text.LastIndexOf('@');
        if (at < 1 || at > MaxLocalLength || text.Length > MaxLength || !text[..at].All(IsLocalCharacter) || text[0] == '.' || text[at - 1] == '.')
            return null;

        try
        {
            text = text.Normalize(NormalizationForm.FormC);
            at = text.LastIndexOf('@');
            var domain = Idn.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            var address = $"{text[..at]}@{domain}";
            return domain.Contains('.') && address.Length <= MaxLength ? address : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Letters and digits of any script and the marks of RFC 5322's atoms; quoted forms are not taken.</summary>
    private static bool IsLocalCharacter(char c) => char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c);
}
