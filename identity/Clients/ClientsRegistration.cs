using OpenIddict.Abstractions;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Clients;

internal static class ClientsRegistration
{
    public static void AddClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VerifiedSecrets>();
        builder.Services.AddSingleton<RegisteredOrigins>();
        builder.Services.AddScoped(s => (RegisteredClients)s.GetRequiredService<IOpenIddictApplicationManager>());
        builder.Services.AddScoped<ApplyClients>();
        builder.Services.AddCommand<ApplyClientsCommand>();
        builder.Services.AddSingleton<ServiceClients>();
        builder.Services.AddKnownSettings(ServiceClients.Section, new Dictionary<string, ServiceClientSettings>(), s => s.GetRequiredService<ServiceClients>().ReadKeys());
        builder.Services.AddStartStep("the services' clients", (s, cancel) => s.GetRequiredService<ServiceClients>().RegisterAsync(cancel));
    }
}
