using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.MachineClients;

internal static class TestMachineClients
{
    public static string MachineClientsPath(this TestCompany company) => $"{company.Path}/machine-clients";

    /// <summary>A machine client, made by the owner: <c>client</c> and <c>clientSecret</c>.</summary>
    public static async Task<JsonObject> MachineClientAsync(this CompanyService service, TestCompany company, string role = "admin", params string[] roleIds)
    {
        using var owner = service.SignedInAs(company.Owner);
        using var response = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role, roleIds });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    public static string ClientId(this JsonObject made) => made["client"]!.Text("clientId")!;

    /// <summary>With the token that identity gives to a machine client.</summary>
    public static HttpClient SignedInAsMachine(this CompanyService service, string clientId, string? companyId, string scope = CompanyService.ReadAndWrite) =>
        service.Api.WithToken(service.Api.Issuer.Sign(new(clientId, service.Api.Audience, scope) { ClientId = clientId, OrganizationId = companyId }));
}
