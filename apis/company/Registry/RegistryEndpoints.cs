using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Registry;

internal static class RegistryEndpoints
{
    /// <summary>All callers share the registry's daily quota, so that one of them may not use it up.</summary>
    public const string LookupLimit = "registry-lookups";

    public static void MapRegistry(this IEndpointRouteBuilder routes) =>
        routes.MapApi("/v1/registry/companies", "Registry", "What the state register says of a company, to fill in a form.")
            .MapGet("{inn}", LookupCompany.HandleAsync)
            .WithName("lookupCompany")
            .WithSummary("Look a company up by its INN")
            .WithDescription(
                "The head office, or with `kpp` the office that has it. A copy of the registry's answer is served for up to a day; where the registry cannot be asked, an older one with "
                + "`isStale`, and without a copy 503 `registry_unavailable` or `registry_quota_exceeded`: let the person fill in the form by hand. Whom it does not know gets 404 `registry_not_found`. "
                + "`source` is `offline` where this installation has no registry and answers from a file. Names of managers are neither stored nor answered.")
            .RequireScope(CompanyScopes.Read)
            .RequirePerson()
            .RequireRateLimiting(LookupLimit)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
