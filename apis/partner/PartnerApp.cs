using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.OpenApi;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi;

public static class PartnerApp
{
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceApp.CreateBuilder("partner", args, configure);
        builder.AddDatabase<PartnerDb, SqlitePartnerDb, PostgresPartnerDb>("partner");
        builder.AddAccessTokens(a => a.Partner, PartnerScopes.Read, PartnerScopes.Write);
        builder.AddOpenApiDocument(
            "Partner API", "Partners and the clients with which their systems call. People see the partners they belong to, a client the one it is listed under.",
            (PartnerScopes.Read, "See your partner record and its clients"), (PartnerScopes.Write, "Apply to become a partner"));
        builder.Services.AddValidation();
        builder.Services.AddCommand<ActivatePartner>();
        builder.Services.AddCommand<AddClient>();

        var app = builder.Build();
        app.UsePlatform();
        app.MapPartners();
        app.MapOpenApiDocument();
        return app;
    }
}
