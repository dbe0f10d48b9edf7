using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.UserApi.Preferences;

internal static class PreferencesEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapApi("/v1/users/me/preferences", "Preferences", "How you like the product.").RequirePerson();

        preferences.MapGet("", GetPreferences.HandleAsync)
            .WithName("getPreferences")
            .WithSummary("Get your preferences")
            .WithDescription("The defaults, until you change something.")
            .RequireScope(UserScopes.Read);

        preferences.MapPatch("", UpdatePreferences.HandleAsync)
            .WithName("updatePreferences")
            .WithSummary("Change your preferences")
            .WithDescription("A JSON merge patch: an absent member leaves the value.")
            .RequireScope(UserScopes.Write)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }
}
