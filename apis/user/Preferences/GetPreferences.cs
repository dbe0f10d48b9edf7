using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;
using SaasPlatform.UserApi.Data;

namespace SaasPlatform.UserApi.Preferences;

internal static class GetPreferences
{
    public static async Task<Versioned<PreferencesResponse>> HandleAsync(UserDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var accountId = user.Id;
        var preferences = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken)
            ?? new UserPreferences { AccountId = accountId };
        return new(PreferencesResponse.From(preferences), preferences.Version);
    }
}
