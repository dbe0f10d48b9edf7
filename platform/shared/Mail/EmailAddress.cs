using System.Globalization;
using System.Text;

namespace SaasPlatform.Shared.Mail;

/// <summary>One written form for every e-mail, so that one mailbox is one account.</summary>
public static class EmailAddress
{
    /// <summary>The longest address mail can be sent to, in octets (RFC 5321 section 4.5.3.1.3, without the angle brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Gives the address as mail is sent to it, or nothing where it is not one: composed characters (NFC), the domain in
    /// lower-case ASCII (IDNA, which also takes the full stops of East Asian scripts). What stands before the @ stays as written.
    /// </summary>
    public static string? Parse(string? written)
    {
        try
        {
            var text = (written ?? string.Empty).Trim().Normalize(NormalizationForm.FormC);
            var at = text.LastIndexOf('@');
            if (at < 1 || text.Length > MaxLength || !IsLocalPart(text[..at]))
                return null;

            var domain = Idn.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            var address = $"{text[..at]}@{domain}";
            return IsHostName(domain) && Encoding.UTF8.GetByteCount(address) <= MaxLength ? address : null;
        }
        catch (ArgumentException)
        {
            // Half a character, or a label that IDNA does not know.
            return null;
        }
    }

    /// <summary>The form in which addresses are compared. Invariant rules: in no language does ı or İ become an i.</summary>
    public static string Comparable(string written) => (Parse(written) ?? written.Normalize(NormalizationForm.FormC)).ToUpperInvariant();

    /// <summary>The dot-atom of RFC 5322 section 3.2.3, with the letters of RFC 6531; quoted forms are not taken.</summary>
    private static bool IsLocalPart(string local) =>
        Encoding.UTF8.GetByteCount(local) <= MaxLocalLength
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && !IsMark(local[0]) && local.All(c => char.IsLetterOrDigit(c) || IsMark(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c));

    /// <summary>What scripts such as Devanagari write around their letters.</summary>
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>At least two labels, and the last one is no number: an IP address is no mail domain here.</summary>
    private static bool IsHostName(string domain) => domain.LastIndexOf('.') is > 0 and var dot && dot < domain.Length - 1 && !char.IsAsciiDigit(domain[dot + 1]);
}
