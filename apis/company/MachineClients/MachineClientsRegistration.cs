using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.CompanyApi.MachineClients;

internal static class MachineClientsRegistration
{
    /// <summary>Lets companies have machine clients. Settings: <c>ServiceClient</c>, <c>ServiceCalls</c>, <c>RateLimits:machine-client-secrets</c>.</summary>
    public static void AddMachineClients(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<IdentityClients>(a => a.IdentityForServices, IdentityClients.Scope);
        builder.AddRateLimit(MachineClientEndpoints.SecretLimit, permits: 30, windowSeconds: 3_600, RateLimits.SubjectOf);
        builder.Services.AddDestination<RemovedMachineClients>();
        builder.Services.AddHostedService<UnfinishedMachineClients>();
    }

    /// <summary>Lets nobody on the way keep the answer: it holds a secret (RFC 9111 section 5.2.2.5).</summary>
    public static void KeepNothing(this HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    });
}
