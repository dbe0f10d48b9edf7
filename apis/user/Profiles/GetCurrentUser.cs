using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.UserApi.Profiles;

internal static class GetCurrentUser
{
    public static async Task<Results<Versioned<UserResponse>, ProblemHttpResult>> HandleAsync(
        ProfileCopy copy, CurrentUser user, CancellationToken cancellationToken)
    {
        var profile = await copy.GetAsync(user.Id, cancellationToken);
        return profile is null
            ? Problems.NotFound("account")
            : new Versioned<UserResponse>(UserResponse.From(profile), profile.Version);
    }
}
