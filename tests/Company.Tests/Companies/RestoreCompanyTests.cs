using System.Net;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class RestoreCompanyTests(CompanyService service)
{
    [Fact]
    public async Task RestoreCompany_ArchivedCompanyIsInUseAgain()
    {
        using var client = service.SomebodyNew();
        var (path, etag) = await ArchivedAsync(client, TestNumbers.LegalEntityInn());

        using var response = await client.PostEmptyAsync($"{path}/restore", ifMatch: etag);
        using var again = await client.PostEmptyAsync($"{path}/restore", ifMatch: response.ETag());
        using var changed = await client.PatchJsonAsync(path, new { shortName = "Пример" }, response.ETag());

        Assert.Equal((HttpStatusCode.OK, "\"3\"", "active"), (response.StatusCode, response.ETag(), (await response.JsonAsync()).Text("status")));
        Assert.Equal((HttpStatusCode.OK, "\"3\""), (again.StatusCode, again.ETag()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task RestoreCompany_InnThatIsTakenMeanwhileIsRefused()
    {
        using var client = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        var (path, etag) = await ArchivedAsync(client, inn);
        await CompanyService.CreateAsync(other, inn);

        using var response = await client.PostEmptyAsync($"{path}/restore", ifMatch: etag);

        Assert.Equal("409 application/problem+json inn_taken", await response.ProblemAsync());
        Assert.Equal(CompanyStatus.Archived, (await service.StoredAsync(path[^36..]))!.Status);
    }

    [Fact]
    public async Task RestoreCompany_OfTwoWithOneInnRestoredAtOnceOneWins()
    {
        using var client = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        var archived = new[] { await ArchivedAsync(client, inn), await ArchivedAsync(client, inn) };

        var responses = await Task.WhenAll(archived.Select(a => client.PostEmptyAsync($"{a.Path}/restore", ifMatch: a.ETag)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], responses.Select(r => r.StatusCode).Order());
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"1\"", "412 application/problem+json precondition_failed")]
    public async Task RestoreCompany_WithoutTheCurrentVersionNothingChanges(string? ifMatch, string problem)
    {
        using var client = service.SomebodyNew();
        var (path, _) = await ArchivedAsync(client, TestNumbers.LegalEntityInn());

        using var response = await client.PostEmptyAsync($"{path}/restore", ifMatch: ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.Equal(CompanyStatus.Archived, (await service.StoredAsync(path[^36..]))!.Status);
    }

    private static async Task<(string Path, string ETag)> ArchivedAsync(HttpClient client, string inn)
    {
        var (created, etag) = await CompanyService.CreateAsync(client, inn);
        var path = $"/v1/companies/{created.Text("id")}";
        using var archived = await client.PostEmptyAsync($"{path}/archive", ifMatch: etag);
        return (path, archived.ETag());
    }
}
