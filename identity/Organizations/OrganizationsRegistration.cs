using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.Identity.Organizations;

internal static class OrganizationsRegistration
{
    /// <summary>Tokens for one company. Settings: <c>ServiceClient</c>, <c>ServiceCalls</c>.</summary>
    public static void AddOrganizations(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<Memberships>(a => a.CompanyForServices, BuiltInScopes.InternalOrganizations);
        builder.Services.AddScoped<OrganizationChoice>();
        builder.Services.AddScoped<TokenOrganization>();
    }
}
