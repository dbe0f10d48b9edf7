using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.UserApi.Profiles;

internal static class ProfileEndpoints
{
    /// <summary>Each change calls identity, so one person may make fewer of them than of other requests.</summary>
    public const string ChangeLimit = "profile-changes";

    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapApi("/v1/users/me", "Profile", "Who you are.")
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        me.MapGet("", GetCurrentUser.HandleAsync)
            .WithName("getCurrentUser")
            .WithSummary("Get your profile")
            .WithDescription("At most a minute behind your account; older only while the account service cannot be reached.")
            .RequireScope(UserScopes.Read);

        me.MapPatch("", UpdateCurrentUser.HandleAsync)
            .WithName("updateCurrentUser")
            .WithSummary("Change your profile")
            .WithDescription("A JSON merge patch: an absent member leaves the value, null clears it. Names, language and time zone belong to your account: while the account service cannot be reached the change gets 503 `identity_unavailable`.")
            .RequireScope(UserScopes.Write)
            .RequireRateLimiting(ChangeLimit)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }
}
