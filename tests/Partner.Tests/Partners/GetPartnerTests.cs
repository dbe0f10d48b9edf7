using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests.Partners;

public sealed class GetPartnerTests(PartnerService service)
{
    [Fact]
    public async Task GetPartner_OwnPartnerIsAnsweredWithItsVersion()
    {
        using var client = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(client);
        var path = $"/v1/partners/{partner.Text("id")}";

        using var response = await client.GetAsync(path);
        using var known = await client.GetAsync(path, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        Assert.Equal(partner.ToJsonString(), (await response.JsonAsync()).ToJsonString());
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task GetPartner_ListedClientSeesItsPartner()
    {
        using var person = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);
        var clientId = "crm-" + Guid.NewGuid();
        await service.ListClientAsync(partner.Text("id")!, clientId);
        using var client = service.AsClient(clientId);

        using var response = await client.GetAsync($"/v1/partners/{partner.Text("id")}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(partner.ToJsonString(), (await response.JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task GetPartner_AnotherPartnersPersonOrClientFindsNothing()
    {
        using var person = service.SomebodyNew();
        using var otherPerson = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);
        var other = await PartnerService.ApplyAsync(otherPerson);
        var otherClientId = "crm-" + Guid.NewGuid();
        await service.ListClientAsync(other.Text("id")!, otherClientId);
        using var otherClient = service.AsClient(otherClientId);

        foreach (var caller in new[] { otherPerson, otherClient })
        {
            using var response = await caller.GetAsync($"/v1/partners/{partner.Text("id")}");

            Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
        }
    }

    [Fact]
    public async Task GetPartner_PersonWhoseTokenCameThroughAListedClientFindsNothing()
    {
        using var applicant = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(applicant);
        var clientId = "crm-" + Guid.NewGuid();
        await service.ListClientAsync(partner.Text("id")!, clientId);
        using var stranger = service.Api.WithToken(service.Api.Issuer.Sign(
            new(Guid.CreateVersion7().ToString(), service.Api.Audience, "partners.read") { ClientId = clientId }));

        using var response = await stranger.GetAsync($"/v1/partners/{partner.Text("id")}");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
