using System.Net;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class ArchiveCompanyTests(CompanyService service)
{
    [Fact]
    public async Task ArchiveCompany_ArchivedCompanyStaysReadableAndFreesItsInn()
    {
        using var client = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        var (created, etag) = await CompanyService.CreateAsync(client, inn);

        using var response = await client.PostEmptyAsync($"/v1/companies/{created.Text("id")}/archive", ifMatch: etag);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.ETag());
        Assert.Equal("archived", (await response.JsonAsync()).Text("status"));
        Assert.Equal(CompanyStatus.Archived, (await service.StoredAsync(created.Text("id")!))!.Status);
        using var read = await client.GetAsync($"/v1/companies/{created.Text("id")}");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        await CompanyService.CreateAsync(client, inn);
    }

    [Fact]
    public async Task ArchiveCompany_ArchivedCompanyStaysAsItIs()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);
        var path = $"/v1/companies/{created.Text("id")}";
        using var archived = await client.PostEmptyAsync($"{path}/archive", ifMatch: etag);

        using var again = await client.PostEmptyAsync($"{path}/archive", ifMatch: archived.ETag());
        using var changed = await client.PatchJsonAsync(path, new { fullName = "B" }, archived.ETag());

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(archived.ETag(), again.ETag());
        Assert.Equal("409 application/problem+json company_archived", await changed.ProblemAsync());
        Assert.Equal(2, (await service.StoredAsync(created.Text("id")!))!.Version);
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"2\"", "412 application/problem+json precondition_failed")]
    public async Task ArchiveCompany_WithoutTheCurrentVersionNothingChanges(string? ifMatch, string problem)
    {
        using var client = service.SomebodyNew();
        var (created, _) = await CompanyService.CreateAsync(client);

        using var response = await client.PostEmptyAsync($"/v1/companies/{created.Text("id")}/archive", ifMatch: ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.Equal(CompanyStatus.Active, (await service.StoredAsync(created.Text("id")!))!.Status);
    }

    [Fact]
    public async Task ArchiveCompany_OtherCompanysMemberFindsNothing()
    {
        using var owner = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(owner);

        using var response = await other.PostEmptyAsync($"/v1/companies/{created.Text("id")}/archive", ifMatch: etag);

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
        Assert.Equal(CompanyStatus.Active, (await service.StoredAsync(created.Text("id")!))!.Status);
    }

    [Fact]
    public async Task ArchiveCompany_WhileItIsChangedOneOfTheTwoHappens()
    {
        for (var round = 0; round < 6; round++)
        {
            using var client = service.SomebodyNew();
            var (created, etag) = await CompanyService.CreateAsync(client);
            var path = $"/v1/companies/{created.Text("id")}";

            var responses = await Task.WhenAll(
                client.PatchJsonAsync(path, new { fullName = "Общество «Другое»" }, etag), client.PostEmptyAsync($"{path}/archive", ifMatch: etag),
                client.PatchJsonAsync(path, new { fullName = "Общество «Другое»" }, etag), client.PostEmptyAsync($"{path}/archive", ifMatch: etag));

            var winner = Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
            var stored = (await service.StoredAsync(created.Text("id")!))!;
            var isChanged = winner == responses[0] || winner == responses[2];
            Assert.Equal(
                isChanged ? (CompanyStatus.Active, "Общество «Другое»", 2) : (CompanyStatus.Archived, created.Text("fullName"), 2),
                (stored.Status, stored.FullName, stored.Version));
        }
    }
}
