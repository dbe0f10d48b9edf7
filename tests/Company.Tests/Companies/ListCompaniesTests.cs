using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class ListCompaniesTests(CompanyService service)
{
    [Fact]
    public async Task ListCompanies_NobodysMemberGetsAnEmptyPage()
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync("/v1/companies");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"items":[],"nextCursor":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ListCompanies_PagesHoldOwnCompaniesNewestFirst()
    {
        using var client = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
            created.Add((await CompanyService.CreateAsync(client)).Company.Text("id")!);
        await CompanyService.CreateAsync(other);

        var listed = new List<string>();
        var sizes = new List<int>();
        for (string? cursor = "", query = ""; cursor is not null; query = $"&cursor={cursor}")
        {
            using var response = await client.GetAsync($"/v1/companies?limit=2{query}");
            var page = await response.JsonAsync();
            listed.AddRange(page["items"]!.AsArray().Select(i => i!.Text("id")!));
            sizes.Add(page["items"]!.AsArray().Count);
            cursor = page.Text("nextCursor");
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(created.OrderDescending(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task ListCompanies_FullLastPageHasNoNextCursor()
    {
        using var client = service.SomebodyNew();
        var (company, _) = await CompanyService.CreateAsync(client);

        using var response = await client.GetAsync("/v1/companies?limit=1");

        var page = await response.JsonAsync();
        Assert.Equal(company.ToJsonString(), Assert.Single(page["items"]!.AsArray())!.ToJsonString());
        Assert.Null(page["nextCursor"]);
    }

    [Fact]
    public async Task ListCompanies_ClientsOwnTokenGetsAnEmptyPage()
    {
        using var client = service.Api.AsClient("crm", "companies.read");

        using var response = await client.GetAsync("/v1/companies");

        Assert.Equal("""{"items":[],"nextCursor":null}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=101", "validation_failed")]
    [InlineData("limit=-1", "validation_failed")]
    [InlineData("limit=ten", "invalid_parameter")]
    [InlineData("cursor=x", "invalid_cursor")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAA", "invalid_cursor")]
    [InlineData("cursor=%00", "invalid_cursor")]
    [InlineData("cursor=", "invalid_cursor")]
    public async Task ListCompanies_BrokenPagingIsRefused(string query, string code)
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync($"/v1/companies?{query}");

        Assert.Equal($"400 application/problem+json {code}", await response.ProblemAsync());
        if (code == "validation_failed")
            Assert.Equal("limit", await response.WrongFieldsAsync());
        if (code == "invalid_parameter")
            Assert.Equal("The value of 'limit' is not valid.", (await response.JsonAsync()).Text("detail"));
    }
}
