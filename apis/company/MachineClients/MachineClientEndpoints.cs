using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

internal static class MachineClientEndpoints
{
    /// <summary>Secrets cost identity more than reading does.</summary>
    public const string SecretLimit = "machine-client-secrets";

    public static void MapMachineClients(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapApi("/v1/companies/{companyId:guid}/machine-clients", "Machine clients", "Programs of a company's own, as its back office, that get tokens with client credentials.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        clients.MapGet("", ListMachineClients.HandleAsync)
            .WithName("listMachineClients")
            .WithSummary("List the machine clients of a company")
            .WithDescription("Newest first, without secrets. Needs the permission `clients.manage`.")
            .RequireScope(CompanyScopes.Read);

        clients.MapGet("{clientId:guid}", GetMachineClient.HandleAsync)
            .WithName("getMachineClient")
            .WithSummary("Get a machine client")
            .WithDescription("Needs the permission `clients.manage`.")
            .RequireScope(CompanyScopes.Read);

        clients.MapPost("", CreateMachineClient.HandleAsync)
            .WithName("createMachineClient")
            .WithSummary("Create a machine client")
            .WithDescription(
                "Its client id and secret get tokens for this company, with the scopes `companies.read` and `companies.write`. The secret is in this answer and in no other. For people, with the "
                + "permission `clients.manage` and every permission that the client will have: else 403 `beyond_own_permissions`. A client is never an owner, and has at most what an admin has. "
                + "409 `too_many_machine_clients`. 503 `identity_unavailable`: nothing was made, try again.")
            .RequireScope(CompanyScopes.Write)
            .RequirePerson()
            .RequireRateLimiting(SecretLimit)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        clients.MapPatch("{clientId:guid}", UpdateMachineClient.HandleAsync)
            .WithName("updateMachineClient")
            .WithSummary("Change the name or the roles of a machine client")
            .WithDescription(
                "A JSON merge patch; `roleIds` replaces the roles of the company's own. For people, with the permission `clients.manage` and every permission that the client has before and after. "
                + "What the client may do here changes at once, also with tokens that it has.")
            .RequireScope(CompanyScopes.Write)
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        clients.MapPost("{clientId:guid}/rotate-secret", RotateMachineClientSecret.HandleAsync)
            .WithName("rotateMachineClientSecret")
            .WithSummary("Give a machine client another secret")
            .WithDescription(
                "The secret is in this answer and in no other. The one before stays good for 24 hours, so that the program can be changed over; doing it twice ends it at once. For people, with the "
                + "permission `clients.manage` and every permission that the client has. 503 `identity_unavailable`: try again.")
            .RequireScope(CompanyScopes.Write)
            .RequirePerson()
            .RequireRateLimiting(SecretLimit)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        clients.MapDelete("{clientId:guid}", DeleteMachineClient.HandleAsync)
            .WithName("deleteMachineClient")
            .WithSummary("Delete a machine client")
            .WithDescription(
                "It gets no more tokens, and those that it has reach nothing here. For people, with the permission `clients.manage` and every permission that the client has.")
            .RequireScope(CompanyScopes.Write)
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
