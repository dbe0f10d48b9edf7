using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

internal static class DomainEndpoints
{
    /// <summary>Verifications make this service ask others.</summary>
    public const string VerificationLimit = "domain-verifications";

    public static void MapDomains(this IEndpointRouteBuilder routes)
    {
        var domains = routes.MapApi(
                "/v1/companies/{companyId:guid}/domains", "Domains", "Domains that a company has proved to control, and whether people with an address there may join it.")
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status404NotFound);

        domains.MapGet("", ListDomains.HandleAsync)
            .WithName("listDomains")
            .WithSummary("List the domains of a company")
            .WithDescription("Newest first. Needs the permission `domains.manage`.")
            .RequireScope(CompanyScopes.Read);

        domains.MapGet("{domainId:guid}", GetDomain.HandleAsync)
            .WithName("getDomain")
            .WithSummary("Get a domain")
            .WithDescription("Needs the permission `domains.manage`.")
            .RequireScope(CompanyScopes.Read);

        domains.MapPost("", AddDomain.HandleAsync)
            .WithName("addDomain")
            .WithSummary("Add a domain")
            .WithDescription(
                "The answer has the TXT record to publish; `verifyDomain` then looks for it. Needs the permission `domains.manage`. 422 `free_mail_domain`, `public_suffix`; 409 `domain_exists`, "
                + "`too_many_domains`, `company_archived`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        domains.MapPost("{domainId:guid}/verify", VerifyDomain.HandleAsync)
            .WithName("verifyDomain")
            .WithSummary("Look for the record")
            .WithDescription(
                "Asks the DNS now. The answer is the domain as it is then: `status` says whether it is verified, `failure` what was wrong. Needs the permission `domains.manage`. 409 `domain_taken` where "
                + "another company has verified the domain, `company_archived`.")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(VerificationLimit)
            .ProducesProblem(StatusCodes.Status409Conflict);

        domains.MapPatch("{domainId:guid}", UpdateDomain.HandleAsync)
            .WithName("updateDomain")
            .WithSummary("Change who may join by a domain")
            .WithDescription(
                "A JSON merge patch. It takes effect while the domain is verified. Needs the permission `domains.manage`, and every permission of the role before and after: else 403 "
                + "`beyond_own_permissions`. Nobody becomes an owner or an admin by a domain.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        domains.MapDelete("{domainId:guid}", RemoveDomain.HandleAsync)
            .WithName("removeDomain")
            .WithSummary("Remove a domain")
            .WithDescription("Nobody joins by it any more, and requests made by it are gone; who has joined stays. Needs the permission `domains.manage`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
