using System.Globalization;

namespace SaasPlatform.Shared.Mail;

/// <summary>Mails are written outside of requests: nobody else has set the language of their texts.</summary>
public static class MailLanguage
{
    /// <summary>Writes with <see cref="CultureInfo.CurrentUICulture"/> set, which localised texts follow, and sets it back.</summary>
    /// <param name="culture">The language, as two letters.</param>
    /// <param name="write">What writes.</param>
    /// <exception cref="CultureNotFoundException">There is no such language.</exception>
    public static T Use<T>(string culture, Func<T> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
