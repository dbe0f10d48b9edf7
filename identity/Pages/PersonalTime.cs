using System.Globalization;

namespace SaasPlatform.Identity.Pages;

/// <summary>Times as one person reads them: in their time zone where they named one, else in UTC, which then stands beside it.</summary>
public sealed class PersonalTime(string? zoneInfo)
{
    /// <summary>With the name of the month: in what order numbers stand, people read differently.</summary>
    private const string DayForm = "d MMMM yyyy";

    private readonly TimeZoneInfo? _zone = zoneInfo is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneInfo, out var found) ? found : null;

    public string Minute(DateTimeOffset time) => Here(time).ToString(DayForm + ", HH:mm", CultureInfo.CurrentCulture) + (_zone is null ? " UTC" : "");

    public string Day(DateTimeOffset time) => Here(time).ToString(DayForm, CultureInfo.CurrentCulture);

    private DateTimeOffset Here(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone ?? TimeZoneInfo.Utc);
}
