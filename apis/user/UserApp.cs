using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.OpenApi;
using SaasPlatform.Shared.Security;
using SaasPlatform.Shared.ServiceClients;
using SaasPlatform.UserApi.Data;
using SaasPlatform.UserApi.Preferences;
using SaasPlatform.UserApi.Profiles;

namespace SaasPlatform.UserApi;

public static class UserApp
{
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceApp.CreateBuilder("user", args, configure);
        builder.AddDatabase<UserDb, SqliteUserDb, PostgresUserDb>("user");
        builder.AddAccessTokens(a => a.User, UserScopes.Read, UserScopes.Write);
        builder.AddServiceClient<IdentityAccounts>(a => a.IdentityForServices, IdentityAccounts.Scope);
        builder.AddRateLimit(ProfileEndpoints.ChangeLimit, permits: 30, windowSeconds: 60, RateLimits.SubjectOf);
        builder.AddReceivedEvents();
        builder.Services.AddScoped<ProfileCopy>();
        builder.AddOpenApiDocument(
            "User API", "The signed-in person: profile and preferences. For people only; a client's own token gets 403.",
            (UserScopes.Read, "See your profile and preferences"), (UserScopes.Write, "Change your profile and preferences"));
        builder.Services.AddValidation();

        var app = builder.Build();
        app.UsePlatform();
        app.MapProfile();
        app.MapPreferences();
        app.MapReceivedEvents(AccountEvents.Scope, AccountEvents.HandleAsync);
        app.MapOpenApiDocument();
        return app;
    }
}
