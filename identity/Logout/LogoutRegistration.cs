using SaasPlatform.Shared.Events;

namespace SaasPlatform.Identity.Logout;

internal static class LogoutRegistration
{
    public static void AddLogout(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LogoutTokens>();
        builder.Services.AddScoped<FrontChannelLogout>();
        builder.Services.AddDestination<BackChannelLogout>();
        // No retries here: the outbox does that.
        builder.Services.AddHttpClient(BackChannelLogout.DestinationName, http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
    }
}
