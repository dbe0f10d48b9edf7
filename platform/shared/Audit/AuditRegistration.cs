using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Audit;

public static class AuditRegistration
{
    /// <summary>The rate limit of exports (<c>RateLimits:audit-exports</c>).</summary>
    public const string ExportLimit = "audit-exports";

    /// <summary>
    /// Lets handlers record changes in <typeparamref name="TDb"/> (<see cref="AuditTrail"/>), and seals them while the service runs. Brings the
    /// commands <c>audit verify</c>, <c>audit seal</c> and <c>audit erase</c>. Settings: <c>Audit</c>, <c>RateLimits:audit-exports</c>.
    /// </summary>
    public static void AddAudit<TDb>(this WebApplicationBuilder builder)
        where TDb : DbContext
    {
        builder.AddSettings<AuditSettings>("Audit");
        builder.AddRateLimit(ExportLimit, permits: 10, windowSeconds: 300, RateLimits.SubjectOf);
        builder.Services.AddScoped<AuditTrail>();
        builder.Services.AddSingleton<AuditSigning>();
        builder.Services.AddSingleton<AuditSealing<TDb>>();
        builder.Services.AddHostedService(s => s.GetRequiredService<AuditSealing<TDb>>());
        builder.Services.AddCommand<SealAudit<TDb>>();
        builder.Services.AddCommand<VerifyAudit<TDb>>();
        builder.Services.AddCommand<EraseFromAudit<TDb>>();
    }
}
