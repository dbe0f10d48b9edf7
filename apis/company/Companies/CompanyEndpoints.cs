using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class CompanyScopes
{
    public const string Read = "companies.read";
    public const string Write = "companies.write";
}

internal static class CompanyEndpoints
{
    public static void MapCompanies(this IEndpointRouteBuilder routes)
    {
        var companies = routes.MapApi("/v1/companies", "Companies", "The companies you belong to.");

        companies.MapPost("", CreateCompany.HandleAsync)
            .WithName("createCompany")
            .WithSummary("Create a company")
            .WithDescription("Whoever creates it becomes its owner. An INN belongs to one active company: a second one gets 409 `inn_taken`; the same country and number of a foreign company 409 `registration_number_taken`.")
            .RequireScope(CompanyScopes.Write)
            .RequirePerson()
            .AcrossCompanies()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        companies.MapGet("", ListCompanies.HandleAsync)
            .WithName("listCompanies")
            .WithSummary("List your companies")
            .WithDescription("Those you are a member of, archived ones too, newest first. `q` finds those with that text in a name or number.")
            .RequireScope(CompanyScopes.Read);

        companies.MapGet("{companyId:guid}", GetCompany.HandleAsync)
            .WithName("getCompany")
            .WithSummary("Get a company")
            .WithDescription("A company that you are not a member of answers 404, as one that does not exist.")
            .RequireScope(CompanyScopes.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);

        companies.MapPatch("{companyId:guid}", UpdateCompany.HandleAsync)
            .WithName("updateCompany")
            .WithSummary("Change a company")
            .WithDescription("A JSON merge patch: an absent member leaves the value, null clears it. Kind, INN, country and registration number never change. Needs the permission `company.update`. An archived company gets 409 `company_archived`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        companies.MapPost("{companyId:guid}/archive", ArchiveCompany.HandleAsync)
            .WithName("archiveCompany")
            .WithSummary("Archive a company")
            .WithDescription("For owners. It stays readable and its numbers become free. Archiving an archived company changes nothing.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound);

        companies.MapPost("{companyId:guid}/restore", RestoreCompany.HandleAsync)
            .WithName("restoreCompany")
            .WithSummary("Restore an archived company")
            .WithDescription("For owners. Where another company has taken its number meanwhile: 409 `inn_taken` or `registration_number_taken`. Restoring an active company changes nothing.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        companies.MapDelete("{companyId:guid}", DeleteCompany.HandleAsync)
            .WithName("deleteCompany")
            .WithSummary("Delete a company")
            .WithDescription(
                "For owners, and for good. Only an archived company (else 409 `company_not_archived`) without other members (else 409 `company_in_use`, which says what hangs on it). "
                + "Its branches, roles, invitations and your membership go with it.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
