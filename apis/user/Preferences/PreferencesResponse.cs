namespace SaasPlatform.UserApi.Preferences;

/// <summary>How the signed-in person likes the product.</summary>
/// <param name="Theme">The colours; `system` follows the device.</param>
/// <param name="WeekStartsOn">The first day in calendars.</param>
/// <param name="EmailNotifications">Whether to write about what happens in the person's companies.</param>
/// <param name="ProductNews">Whether to write about what is new in the product.</param>
public sealed record PreferencesResponse(Theme Theme, WeekStart WeekStartsOn, bool EmailNotifications, bool ProductNews)
{
    internal static PreferencesResponse From(UserPreferences p) => new(p.Theme, p.WeekStartsOn, p.EmailNotifications, p.ProductNews);
}
