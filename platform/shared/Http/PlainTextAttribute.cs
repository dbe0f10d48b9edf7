using System.ComponentModel.DataAnnotations;
using System.Text;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// Requires one line of text that says something: no control character (PostgreSQL cannot store NUL, and line breaks forge
/// log lines), no half of a surrogate pair, not only white space. Absent passes.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlainTextAttribute() : ValidationAttribute("The text must not be blank or contain control characters.")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is null || (value is string text && !string.IsNullOrWhiteSpace(text) && IsClean(text));

    private static bool IsClean(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}
