using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Domains;

internal static class DomainRegistration
{
    /// <summary>Lets companies prove domains, and looks at the records again. Settings: <c>Dns</c>, <c>Domains</c>, <c>RateLimits:domain-verifications</c>.</summary>
    public static void AddDomains(this WebApplicationBuilder builder)
    {
        builder.AddSettings<DnsSettings>("Dns");
        builder.AddSettings<DomainSettings>("Domains");
        builder.AddRateLimit(DomainEndpoints.VerificationLimit, permits: 30, windowSeconds: 300, RateLimits.SubjectOf);
        builder.Services.AddSingleton<DomainRecords>();
        builder.Services.AddScoped<DomainChecks>();
        builder.Services.AddScoped<DomainMails>();
        builder.Services.AddHostedService<DomainRechecks>();
    }
}
