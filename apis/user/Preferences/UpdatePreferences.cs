using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;
using SaasPlatform.UserApi.Data;

namespace SaasPlatform.UserApi.Preferences;

/// <summary>What may change of your preferences.</summary>
public sealed record UpdatePreferencesRequest
{
    /// <summary>The colours; `system` follows the device.</summary>
    public Theme Theme { get; init; }

    /// <summary>The first day in calendars.</summary>
    public WeekStart WeekStartsOn { get; init; }

    /// <summary>Whether to write about what happens in your companies.</summary>
    public bool EmailNotifications { get; init; }

    /// <summary>Whether to write about what is new in the product.</summary>
    public bool ProductNews { get; init; }
}

internal static class UpdatePreferences
{
    public static async Task<Results<Versioned<PreferencesResponse>, ProblemHttpResult>> HandleAsync(
        IfMatch ifMatch, MergePatch<UpdatePreferencesRequest> patch, UserDb db, CurrentUser user, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var accountId = user.Id;
        var stored = await db.Preferences.SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken);
        var preferences = stored ?? new UserPreferences { AccountId = accountId };
        if (!ifMatch.Matches(preferences.Version))
            return Problems.PreconditionFailed();
        if (!patch.TryApply(Current(preferences), out var changed, out var errors))
            return Problems.ValidationFailed(errors);
        if (changed == Current(preferences))
            return new Versioned<PreferencesResponse>(PreferencesResponse.From(preferences), preferences.Version);

        preferences.Theme = changed.Theme;
        preferences.WeekStartsOn = changed.WeekStartsOn;
        preferences.EmailNotifications = changed.EmailNotifications;
        preferences.ProductNews = changed.ProductNews;
        preferences.UpdatedAt = clock.GetUtcNow();
        if (stored is null)
            db.Add(preferences);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsKeyViolation<UserPreferences>(e))
        {
            // Another first change was quicker: this one saw version 0, which is no longer the current one.
            return Problems.PreconditionFailed();
        }

        return new Versioned<PreferencesResponse>(PreferencesResponse.From(preferences), preferences.Version);
    }

    private static UpdatePreferencesRequest Current(UserPreferences preferences) => new()
    {
        Theme = preferences.Theme,
        WeekStartsOn = preferences.WeekStartsOn,
        EmailNotifications = preferences.EmailNotifications,
        ProductNews = preferences.ProductNews,
    };
}
