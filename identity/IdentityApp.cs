using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Logout;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Identity.Pages;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Identity.Resources;
using SaasPlatform.Keys;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity;

/// <summary>The composition of the OpenID provider.</summary>
public static class IdentityApp
{
    /// <summary>Composes the service.</summary>
    /// <param name="args">Settings from the command line.</param>
    /// <param name="configure">Last word over settings and services, for the host and the tests.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceApp.CreateBuilder("identity", args, configure);
        builder.AddDatabase<IdentityDb, SqliteIdentityDb, PostgresIdentityDb>("identity");
        builder.AddOutbox<IdentityDb>();
        builder.AddKeys<IdentityDb>();
        builder.AddStoredDataProtection();
        builder.Services.AddHttpConventions();
        builder.AddAccounts();
        builder.AddMail<AccountMails>();
        builder.AddLogout();
        builder.AddClients();
        builder.AddBranding();
        builder.AddResources();
        builder.AddOrganizations();
        builder.AddIdentityServer();
        builder.AddPages();

        var app = builder.Build();
        app.UseEmbeddedFiles();
        app.UseRequestLocalization();
        app.UseNoCookiesOfClients();
        app.UsePlatformWithPages("/error");
        app.MapProtocol();
        app.MapAccounts();
        app.MapMachineClients();
        app.MapBranding();
        app.MapRazorPages().RequireAuthorization();
        return app;
    }
}
