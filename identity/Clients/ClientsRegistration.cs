using OpenIddict.Abstractions;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Clients;

internal static class ClientsRegistration
{
    public static void AddClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VerifiedSecrets>();
        builder.Services.AddScoped(s => (RegisteredClients)s.GetRequiredService<IOpenIddictApplicationManager>());
        builder.Services.AddScoped<ApplyClients>();
        builder.Services.AddCommand<ApplyClientsCommand>();
        builder.Services.AddHostedService<ServiceClients>();
    }
}
