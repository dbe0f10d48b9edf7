using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Partners;

internal static class PartnerScopes
{
    public const string Read = "partners.read";
    public const string Write = "partners.write";
}

internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        var partners = routes.MapApi("/v1/partners", "Partners", "Partners, and the clients of their systems.");

        partners.MapPost("", ApplyPartner.HandleAsync)
            .WithName("applyPartner")
            .WithSummary("Apply to become a partner")
            .WithDescription("The application is pending until we answer it. Whoever applies acts for the partner. For people only.")
            .RequireScope(PartnerScopes.Write)
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        partners.MapGet("", ListPartners.HandleAsync)
            .WithName("listPartners")
            .WithSummary("List your partners")
            .WithDescription("Those you act for, newest first; for a client's own token the one it is listed under.")
            .RequireScope(PartnerScopes.Read);

        partners.MapGet("{partnerId:guid}", GetPartner.HandleAsync)
            .WithName("getPartner")
            .WithSummary("Get a partner")
            .WithDescription("A partner that you do not act for answers 404, as one that does not exist.")
            .RequireScope(PartnerScopes.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);

        partners.MapGet("{partnerId:guid}/clients", ListPartnerClients.HandleAsync)
            .WithName("listPartnerClients")
            .WithSummary("List a partner's clients")
            .WithDescription("The clients with which the partner's systems call, newest first.")
            .RequireScope(PartnerScopes.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
