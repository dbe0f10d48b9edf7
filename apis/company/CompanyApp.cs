using Microsoft.EntityFrameworkCore.Diagnostics;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Mails;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Organizations;
using SaasPlatform.CompanyApi.Ownership;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Shared.OpenApi;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi;

public static class CompanyApp
{
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceApp.CreateBuilder("company", args, configure);
        builder.AddDatabase<CompanyDb, SqliteCompanyDb, PostgresCompanyDb>("company");
        builder.Services.AddSingleton<IInterceptor, CompanyBoundary>();
        builder.AddAccessTokens(a => a.Company, CompanyScopes.Read, CompanyScopes.Write);
        builder.AddReceivedEvents();
        builder.AddOutbox<CompanyDb>();
        builder.AddAudit<CompanyDb>();
        builder.AddMail<CompanyMails>();
        builder.AddSettings<InvitationSettings>("Invitations");
        builder.Services.AddHostedService<ExpiredPruning>();
        builder.Services.AddScoped<InvitationMails>();
        builder.Services.AddScoped<StatusMails>();
        builder.Services.AddScoped<ClaimMails>();
        builder.Services.AddCommand<ConfirmCompany>();
        builder.Services.AddCommand<LimitSeats>();
        builder.AddRateLimit(InvitationEndpoints.MailLimit, permits: 100, windowSeconds: 3_600, RateLimits.SubjectOf);
        builder.AddRateLimit(InvitationEndpoints.ImportLimit, permits: 10, windowSeconds: 3_600, RateLimits.SubjectOf, atOnce: 1);
        builder.AddRateLimit(ClaimEndpoints.Limit, permits: 20, windowSeconds: 3_600, RateLimits.SubjectOf);
        builder.AddRateLimit(JoiningEndpoints.Limit, permits: 20, windowSeconds: 3_600, RateLimits.SubjectOf);
        builder.AddDomains();
        builder.AddMachineClients();
        builder.AddCompanyRegistry();
        builder.AddOpenApiDocument(
            "Company API", "Companies, and who belongs to them. A company is seen by its members and by nobody else.",
            (CompanyScopes.Read, "See your companies"), (CompanyScopes.Write, "Create and change companies"));
        builder.Services.AddValidation();

        var app = builder.Build();
        app.UsePlatform();
        app.MapCompanies();
        app.MapBranches();
        app.MapMembers();
        app.MapInvitations();
        app.MapSeats();
        app.MapRoles();
        app.MapMachineClients();
        app.MapOwnership();
        app.MapClaims();
        app.MapDomains();
        app.MapJoining();
        app.MapPermissions();
        app.MapAudit();
        app.MapOrganizations();
        app.MapRegistry();
        app.MapReceivedEvents(AccountEvents.Scope, AccountEvents.HandleAsync).AcrossCompanies();
        app.MapOpenApiDocument();
        return app;
    }
}
