using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class BranchEndpoints
{
    public static void MapBranches(this IEndpointRouteBuilder routes)
    {
        var branches = routes.MapApi("/v1/companies/{companyId:guid}/branches", "Branches", "Other offices of a company, each with its own KPP.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        branches.MapGet("", ListBranches.HandleAsync)
            .WithName("listBranches")
            .WithSummary("List the branches of a company")
            .WithDescription("For members of the company. Newest first.")
            .RequireScope(CompanyScopes.Read);

        branches.MapGet("{branchId:guid}", GetBranch.HandleAsync)
            .WithName("getBranch")
            .WithSummary("Get a branch")
            .WithDescription("For members of the company.")
            .RequireScope(CompanyScopes.Read);

        branches.MapPost("", CreateBranch.HandleAsync)
            .WithName("createBranch")
            .WithSummary("Enter a branch")
            .WithDescription(
                "Needs the permission `company.update`. A branch has the INN of its company and a KPP of its own: 409 `kpp_taken` where another branch has it, 409 `no_branches` of a company "
                + "that has no INN of ten digits, 409 `too_many_branches`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        branches.MapPatch("{branchId:guid}", UpdateBranch.HandleAsync)
            .WithName("updateBranch")
            .WithSummary("Change a branch")
            .WithDescription("A JSON merge patch. Needs the permission `company.update`. 409 `kpp_taken` where another branch has the KPP.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        branches.MapDelete("{branchId:guid}", DeleteBranch.HandleAsync)
            .WithName("deleteBranch")
            .WithSummary("Delete a branch")
            .WithDescription("Needs the permission `company.update`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
