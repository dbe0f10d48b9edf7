using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests.Partners;

public sealed class ListPartnersTests(PartnerService service)
{
    [Fact]
    public async Task ListPartners_PersonGetsOwnPartnersNewestFirst()
    {
        using var client = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var ids = new[]
        {
            (await PartnerService.ApplyAsync(client)).Text("id"),
            (await PartnerService.ApplyAsync(client)).Text("id"),
            (await PartnerService.ApplyAsync(client)).Text("id"),
        };
        await PartnerService.ApplyAsync(other);

        using var first = await client.GetAsync("/v1/partners?limit=2");
        var firstPage = await first.JsonAsync();
        using var second = await client.GetAsync($"/v1/partners?limit=2&cursor={firstPage.Text("nextCursor")}");
        var secondPage = await second.JsonAsync();

        Assert.Equal(
            ids.OrderDescending(StringComparer.Ordinal),
            firstPage["items"]!.AsArray().Concat(secondPage["items"]!.AsArray()).Select(i => i!.Text("id")));
        Assert.Null(secondPage["nextCursor"]);
    }

    [Fact]
    public async Task ListPartners_ListedClientGetsItsPartner()
    {
        using var person = service.SomebodyNew();
        var partner = await PartnerService.ApplyAsync(person);
        await PartnerService.ApplyAsync(person);
        var clientId = "crm-" + Guid.NewGuid();
        await service.ListClientAsync(partner.Text("id")!, clientId);
        using var client = service.AsClient(clientId);

        using var response = await client.GetAsync("/v1/partners");

        var page = await response.JsonAsync();
        Assert.Equal(partner.ToJsonString(), Assert.Single(page["items"]!.AsArray())!.ToJsonString());
        Assert.Null(page["nextCursor"]);
    }

    [Fact]
    public async Task ListPartners_UnlistedClientGetsAnEmptyPage()
    {
        using var client = service.AsClient("crm-" + Guid.NewGuid());

        using var response = await client.GetAsync("/v1/partners");

        Assert.Equal("""{"items":[],"nextCursor":null}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("cursor=broken", "invalid_cursor")]
    public async Task ListPartners_BrokenPagingIsRefused(string query, string code)
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync($"/v1/partners?{query}");

        Assert.Equal($"400 application/problem+json {code}", await response.ProblemAsync());
    }
}
