using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests.Clients;

public sealed class ListPartnerClientsTests(PartnerService service)
{
    [Fact]
    public async Task ListPartnerClients_PersonAndListedClientGetTheSamePages()
    {
        using var person = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);
        var id = partner.Text("id")!;
        string first = "crm-" + Guid.NewGuid(), second = "erp-" + Guid.NewGuid();
        var (one, two) = (await service.ListClientAsync(id, first, "CRM"), await service.ListClientAsync(id, second, "ERP"));
        var newestFirst = one.Id > two.Id ? new[] { first, second } : [second, first];
        using var client = service.AsClient(first);

        foreach (var caller in new[] { person, client })
        {
            using var page = await caller.GetAsync($"/v1/partners/{id}/clients?limit=1");
            var body = await page.JsonAsync();
            using var rest = await caller.GetAsync($"/v1/partners/{id}/clients?limit=1&cursor={body.Text("nextCursor")}");
            var restBody = await rest.JsonAsync();

            Assert.Equal(newestFirst, body["items"]!.AsArray().Concat(restBody["items"]!.AsArray()).Select(i => i!.Text("clientId")));
            Assert.Null(restBody["nextCursor"]);
            Assert.Equal(["clientId", "createdAt", "name"], body["items"]![0]!.AsObject().Select(m => m.Key).Order());
        }
    }

    [Fact]
    public async Task ListPartnerClients_PartnerWithoutClientsGetsAnEmptyPage()
    {
        using var person = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);

        using var response = await person.GetAsync($"/v1/partners/{partner.Text("id")}/clients");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"items":[],"nextCursor":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ListPartnerClients_AnotherPartnersPersonFindsNothing()
    {
        using var person = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);
        await PartnerService.ApplyAsync(other);

        using var response = await other.GetAsync($"/v1/partners/{partner.Text("id")}/clients");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
