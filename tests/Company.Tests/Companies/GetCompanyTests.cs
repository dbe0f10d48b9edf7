using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class GetCompanyTests(CompanyService service)
{
    [Fact]
    public async Task GetCompany_OwnCompanyIsAnsweredWithItsVersion()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.GetAsync($"/v1/companies/{created.Text("id")}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(etag, response.ETag());
        Assert.Equal(created.ToJsonString(), (await response.JsonAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"7\", \"1\"")]
    [InlineData("*")]
    public async Task GetCompany_KnownVersionIsNotSentAgain(string ifNoneMatch)
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.GetAsync($"/v1/companies/{created.Text("id")}", ifNoneMatch);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(etag, response.ETag());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task GetCompany_AnotherVersionIsSent()
    {
        using var client = service.SomebodyNew();
        var (created, _) = await CompanyService.CreateAsync(client);

        using var response = await client.GetAsync($"/v1/companies/{created.Text("id")}", "\"2\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task GetCompany_OtherCompanysMemberFindsNothing()
    {
        using var owner = service.SomebodyNew();
        using var other = service.SomebodyNew();
        await CompanyService.CreateAsync(other);
        var (created, _) = await CompanyService.CreateAsync(owner);

        using var response = await other.GetAsync($"/v1/companies/{created.Text("id")}");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }

    [Fact]
    public async Task GetCompany_ClientsOwnTokenFindsNothing()
    {
        using var owner = service.SomebodyNew();
        using var client = service.Api.AsClient("crm", "companies.read");
        var (created, _) = await CompanyService.CreateAsync(owner);

        using var response = await client.GetAsync($"/v1/companies/{created.Text("id")}");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("0199d3f0-0000-7000-8000-000000000000")]
    [InlineData("not-an-id")]
    public async Task GetCompany_UnknownIdFindsNothing(string id)
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync($"/v1/companies/{id}");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
