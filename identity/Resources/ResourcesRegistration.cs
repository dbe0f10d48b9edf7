using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Resources;

internal static class ResourcesRegistration
{
    public static void AddResources(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PublishedScopes>();
        builder.Services.AddScoped<ApplyScopes>();
        builder.Services.AddCommand<ApplyScopesCommand>();
    }
}
