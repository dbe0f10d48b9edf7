using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>The access matrix: every operation against every caller that it refuses.</summary>
public sealed class AccessTests(CompanyService service)
{
    private const string Id = "0199d3f0-0000-7000-8000-000000000000";

    private static readonly Dictionary<string, (string Method, string Path, string Scope)> Operations = new()
    {
        ["createCompany"] = ("POST", "/v1/companies", "companies.write"),
        ["listCompanies"] = ("GET", "/v1/companies", "companies.read"),
        ["getCompany"] = ("GET", $"/v1/companies/{Id}", "companies.read"),
        ["updateCompany"] = ("PATCH", $"/v1/companies/{Id}", "companies.write"),
        ["archiveCompany"] = ("POST", $"/v1/companies/{Id}/archive", "companies.write"),
        ["restoreCompany"] = ("POST", $"/v1/companies/{Id}/restore", "companies.write"),
        ["deleteCompany"] = ("DELETE", $"/v1/companies/{Id}", "companies.write"),
        ["listBranches"] = ("GET", $"/v1/companies/{Id}/branches", "companies.read"),
        ["getBranch"] = ("GET", $"/v1/companies/{Id}/branches/{Id}", "companies.read"),
        ["createBranch"] = ("POST", $"/v1/companies/{Id}/branches", "companies.write"),
        ["updateBranch"] = ("PATCH", $"/v1/companies/{Id}/branches/{Id}", "companies.write"),
        ["deleteBranch"] = ("DELETE", $"/v1/companies/{Id}/branches/{Id}", "companies.write"),
        ["claimCompany"] = ("POST", "/v1/company-claims", "companies.write"),
        ["listOwnClaims"] = ("GET", "/v1/company-claims", "companies.read"),
        ["withdrawClaim"] = ("DELETE", $"/v1/company-claims/{Id}", "companies.write"),
        ["listClaims"] = ("GET", $"/v1/companies/{Id}/claims", "companies.read"),
        ["acceptClaim"] = ("POST", $"/v1/companies/{Id}/claims/{Id}/accept", "companies.write"),
        ["declineClaim"] = ("POST", $"/v1/companies/{Id}/claims/{Id}/decline", "companies.write"),
        ["listDomains"] = ("GET", $"/v1/companies/{Id}/domains", "companies.read"),
        ["getDomain"] = ("GET", $"/v1/companies/{Id}/domains/{Id}", "companies.read"),
        ["addDomain"] = ("POST", $"/v1/companies/{Id}/domains", "companies.write"),
        ["verifyDomain"] = ("POST", $"/v1/companies/{Id}/domains/{Id}/verify", "companies.write"),
        ["updateDomain"] = ("PATCH", $"/v1/companies/{Id}/domains/{Id}", "companies.write"),
        ["removeDomain"] = ("DELETE", $"/v1/companies/{Id}/domains/{Id}", "companies.write"),
        ["listJoinableCompanies"] = ("GET", "/v1/joinable-companies", "companies.read"),
        ["joinCompany"] = ("POST", $"/v1/joinable-companies/{Id}/join", "companies.write"),
        ["withdrawJoinRequest"] = ("DELETE", $"/v1/joinable-companies/{Id}/request", "companies.write"),
        ["listJoinRequests"] = ("GET", $"/v1/companies/{Id}/join-requests", "companies.read"),
        ["acceptJoinRequest"] = ("POST", $"/v1/companies/{Id}/join-requests/{Id}/accept", "companies.write"),
        ["declineJoinRequest"] = ("POST", $"/v1/companies/{Id}/join-requests/{Id}/decline", "companies.write"),
        ["listMembers"] = ("GET", $"/v1/companies/{Id}/members", "companies.read"),
        ["getMember"] = ("GET", $"/v1/companies/{Id}/members/{Id}", "companies.read"),
        ["updateMember"] = ("PATCH", $"/v1/companies/{Id}/members/{Id}", "companies.write"),
        ["removeMember"] = ("DELETE", $"/v1/companies/{Id}/members/{Id}", "companies.write"),
        ["inviteMember"] = ("POST", $"/v1/companies/{Id}/invitations", "companies.write"),
        ["importInvitations"] = ("POST", $"/v1/companies/{Id}/invitations/import", "companies.write"),
        ["getSeats"] = ("GET", $"/v1/companies/{Id}/seats", "companies.read"),
        ["listInvitations"] = ("GET", $"/v1/companies/{Id}/invitations", "companies.read"),
        ["resendInvitation"] = ("POST", $"/v1/companies/{Id}/invitations/{Id}/resend", "companies.write"),
        ["withdrawInvitation"] = ("DELETE", $"/v1/companies/{Id}/invitations/{Id}", "companies.write"),
        ["listReceivedInvitations"] = ("GET", "/v1/invitations", "companies.read"),
        ["getReceivedInvitation"] = ("GET", $"/v1/invitations/{Id}", "companies.read"),
        ["acceptInvitation"] = ("POST", $"/v1/invitations/{Id}/accept", "companies.write"),
        ["declineInvitation"] = ("POST", $"/v1/invitations/{Id}/decline", "companies.write"),
        ["listRoles"] = ("GET", $"/v1/companies/{Id}/roles", "companies.read"),
        ["createRole"] = ("POST", $"/v1/companies/{Id}/roles", "companies.write"),
        ["updateRole"] = ("PATCH", $"/v1/companies/{Id}/roles/{Id}", "companies.write"),
        ["deleteRole"] = ("DELETE", $"/v1/companies/{Id}/roles/{Id}", "companies.write"),
        ["listMachineClients"] = ("GET", $"/v1/companies/{Id}/machine-clients", "companies.read"),
        ["getMachineClient"] = ("GET", $"/v1/companies/{Id}/machine-clients/{Id}", "companies.read"),
        ["createMachineClient"] = ("POST", $"/v1/companies/{Id}/machine-clients", "companies.write"),
        ["updateMachineClient"] = ("PATCH", $"/v1/companies/{Id}/machine-clients/{Id}", "companies.write"),
        ["rotateMachineClientSecret"] = ("POST", $"/v1/companies/{Id}/machine-clients/{Id}/rotate-secret", "companies.write"),
        ["deleteMachineClient"] = ("DELETE", $"/v1/companies/{Id}/machine-clients/{Id}", "companies.write"),
        ["getOwnershipOffer"] = ("GET", $"/v1/companies/{Id}/ownership-offer", "companies.read"),
        ["offerOwnership"] = ("PUT", $"/v1/companies/{Id}/ownership-offer", "companies.write"),
        ["acceptOwnership"] = ("POST", $"/v1/companies/{Id}/ownership-offer/accept", "companies.write"),
        ["withdrawOwnershipOffer"] = ("DELETE", $"/v1/companies/{Id}/ownership-offer", "companies.write"),
        ["listAuditEntries"] = ("GET", $"/v1/companies/{Id}/audit-entries", "companies.read"),
        ["exportAuditEntries"] = ("GET", $"/v1/companies/{Id}/audit-entries/export", "companies.read"),
        ["listPermissions"] = ("GET", "/v1/permissions", "companies.read"),
        ["lookupCompany"] = ("GET", "/v1/registry/companies/7707083893", "companies.read"),
    };

    public static MatrixTheoryData<string, string> Matrix => new(Operations.Keys, RefusedCaller.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Operation_RefusedCallerLearnsWhy(string operation, string callerName)
    {
        var (method, path, scope) = Operations[operation];
        var caller = RefusedCaller.All.Single(c => c.Name == callerName);

        using var response = await caller.CallAsync(service.Api, new HttpMethod(method), path, scope);

        var code = caller.Status == 401 ? "unauthenticated" : "insufficient_scope";
        Assert.Equal($"{caller.Status} application/problem+json {code}", await response.ProblemAsync());
        Assert.Equal(caller.ChallengeOf(service.Api, scope), response.Challenge());
    }

    [Fact]
    public async Task Matrix_HasEveryOperationOfTheDocument()
    {
        using var client = service.Api.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        var documented = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!.Text("operationId"));

        Assert.Equal(documented.Order(), Operations.Keys.Order());
    }

    [Fact]
    public async Task Metadata_NamesTheIssuerAndTheScopes()
    {
        using var client = service.Api.Anonymous();

        var metadata = JsonNode.Parse(await client.GetStringAsync("/.well-known/oauth-protected-resource"))!;

        Assert.Equal("http://localhost:8001", metadata.Text("resource"));
        Assert.Equal("""["http://localhost:8000/"]""", metadata["authorization_servers"]!.ToJsonString());
        Assert.Equal("""["companies.read","companies.write"]""", metadata["scopes_supported"]!.ToJsonString());
    }
}
