using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests;

/// <summary>Every operation against every kind of caller whose token is good, as <c>access-matrix.tsv</c> says.</summary>
public sealed class AccessMatrixTests(PartnerService service)
{
    public static TheoryData<string, string, int> Cells => [.. AccessMatrix.Cells];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Operation_AnswersTheCallerAsTheTableSays(string operation, string caller, int status)
    {
        var (applicant, otherApplicant) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (clientId, otherClientId) = ($"crm-{Guid.NewGuid()}", $"crm-{Guid.NewGuid()}");
        var (partner, other) = (await PartnerAsync(applicant, clientId), await PartnerAsync(otherApplicant, otherClientId));

        using var client = caller switch
        {
            "stranger" => service.SomebodyNew(),
            "applicant" => service.Api.SignedInAs(applicant, PartnerService.ReadAndWrite),
            "otherApplicant" => service.Api.SignedInAs(otherApplicant, PartnerService.ReadAndWrite),
            "organizationToken" => service.Api.WithToken(service.Api.Issuer.Sign(
                new(applicant.ToString(), service.Api.Audience, PartnerService.ReadAndWrite) { OrganizationId = Guid.CreateVersion7().ToString() })),
            "client" => service.AsClient(clientId),
            "otherClient" => service.AsClient(otherClientId),
            "strayClient" => service.AsClient($"crm-{Guid.NewGuid()}"),
            _ => throw new InvalidOperationException(caller),
        };
        using var response = operation switch
        {
            "applyPartner" => await client.PostJsonAsync("/v1/partners", PartnerService.Body()),
            "listPartners" => await client.GetAsync(new Uri("/v1/partners", UriKind.Relative)),
            "getPartner" => await client.GetAsync(new Uri($"/v1/partners/{partner}", UriKind.Relative)),
            "listPartnerClients" => await client.GetAsync(new Uri($"/v1/partners/{partner}/clients", UriKind.Relative)),
            _ => throw new InvalidOperationException($"How {operation} is called is not written down here."),
        };

        Assert.Equal(status, (int)response.StatusCode);
        if (!response.IsSuccessStatusCode)
            return;
        var body = await response.JsonAsync();
        if (operation == "getPartner")
            Assert.Equal(partner, body.Text("id"));
        if (operation == "listPartnerClients")
            Assert.Equal(clientId, Assert.Single(body["items"]!.AsArray())!.Text("clientId"));
        if (operation == "listPartners")
        {
            string[] seen = [.. body["items"]!.AsArray().Select(i => i!.Text("id")!)];
            Assert.Equal(caller switch { "otherApplicant" or "otherClient" => [other], "applicant" or "organizationToken" or "client" => [partner], _ => (string[])[] }, seen);
        }
    }

    [Fact]
    public async Task Matrix_HasEveryOperationOfTheDocument() =>
        Assert.Equal(await AccessMatrix.DocumentedAsync(service.Api), AccessMatrix.Operations);

    private async Task<string> PartnerAsync(Guid applicant, string clientId)
    {
        using var person = service.Api.SignedInAs(applicant, PartnerService.ReadAndWrite);
        var partner = (await PartnerService.ApplyAsync(person)).Text("id")!;
        await service.ListClientAsync(partner, clientId);
        return partner;
    }
}
