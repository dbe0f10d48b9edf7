using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Branches;

public sealed class BranchTests(CompanyService service)
{
    [Fact]
    public async Task Branch_IsEnteredChangedAndDeleted()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);
        using var member = service.SignedInAs(company.Others[0]);

        using var created = await owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "540602001", name = " Сибирский филиал ", address = "Новосибирск" });
        var branch = await created.JsonAsync();
        var path = $"{company.Path}/branches/{branch.Text("id")}";
        Assert.Equal((HttpStatusCode.Created, "\"1\"", path), (created.StatusCode, created.ETag(), created.Headers.Location?.ToString()));
        Assert.Equal(("540602001", "Сибирский филиал", "Новосибирск", "\"1\""), (branch.Text("kpp"), branch.Text("name"), branch.Text("address"), branch.Text("eTag")));

        using var changed = await owner.PatchJsonAsync(path, """{"name":"Алтайский филиал","address":null}""", created.ETag());
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.ETag()));
        using var unchanged = await owner.PatchJsonAsync(path, "{}", changed.ETag());
        Assert.Equal("\"2\"", unchanged.ETag());

        using var got = await member.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(("540602001", "Алтайский филиал", null), ((await got.JsonAsync()).Text("kpp"), (await got.JsonAsync()).Text("name"), (await got.JsonAsync()).Text("address")));

        using var old = await owner.DeleteAsync(path, "\"1\"");
        Assert.Equal("412 application/problem+json precondition_failed", await old.ProblemAsync());
        using var deleted = await owner.DeleteAsync(path, "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await owner.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("404 application/problem+json not_found", await gone.ProblemAsync());
    }

    [Fact]
    public async Task Branches_AreListedNewestFirstOfTheCompanyAlone()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        using var owner = service.SignedInAs(company.Owner);
        using var otherOwner = service.SignedInAs(other.Owner);
        var ids = new[] { await CreateAsync(owner, company, "540602001"), await CreateAsync(owner, company, "540602002") };
        await CreateAsync(otherOwner, other, "540602001");

        using var listed = await owner.GetAsync(new Uri($"{company.Path}/branches", UriKind.Relative));

        Assert.Equal(ids.Reverse(), (await listed.JsonAsync())["items"]!.AsArray().Select(i => i!.Text("id")!));
    }

    [Fact]
    public async Task Kpp_IsOfOneBranchOfACompany()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await CreateAsync(owner, company, "540602001");
        var second = await CreateAsync(owner, company, "540602002");

        using var again = await owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "540602001", name = "Филиал" });
        using var changed = await owner.PatchJsonAsync($"{company.Path}/branches/{second}", new { kpp = "540602001" }, "\"1\"");

        Assert.Equal("409 application/problem+json kpp_taken", await again.ProblemAsync());
        Assert.Equal("409 application/problem+json kpp_taken", await changed.ProblemAsync());
    }

    [Fact]
    public async Task Kpp_EnteredManyTimesAtOnceIsEnteredOnce()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "540602001", name = "Филиал" })));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 4)], responses.Select(r => r.StatusCode).Order());
    }

    [Theory]
    [InlineData("""{}""", "kpp name")]
    [InlineData("""{"kpp":"54060200","name":"A"}""", "kpp")]
    [InlineData("""{"kpp":"540602001","name":" "}""", "name")]
    [InlineData("""{"kpp":"540602001","name":"A\u0000"}""", "name")]
    [InlineData("""{"kpp":"540602001","name":"A","address":"B\nC"}""", "address")]
    [InlineData("""{"kpp":"540602001","name":"A","inn":"7707083893"}""", "inn")]
    public async Task Branch_WrongFieldsAreNamed(string body, string fields)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/branches", body);

        Assert.Equal(("400 application/problem+json validation_failed", fields), (await response.ProblemAsync(), await response.WrongFieldsAsync()));
    }

    [Theory]
    [InlineData("""{"kpp":null}""", "kpp")]
    [InlineData("""{"kpp":"1","name":"A"}""", "kpp")]
    [InlineData("""{"name":"","x":1}""", "x")]
    public async Task Branch_WrongFieldsOfAPatchAreNamed(string patch, string fields)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var id = await CreateAsync(owner, company, "540602001");

        using var response = await owner.PatchJsonAsync($"{company.Path}/branches/{id}", patch, "\"1\"");

        Assert.Equal(("400 application/problem+json validation_failed", fields), (await response.ProblemAsync(), await response.WrongFieldsAsync()));
    }

    [Fact]
    public async Task Branch_OfACompanyThatCannotHaveOneIsRefused()
    {
        using var owner = service.SomebodyNew();
        using var proprietor = await owner.PostJsonAsync("/v1/companies", new { kind = "soleProprietor", inn = TestNumbers.PersonInn(), fullName = "ИП Иванов Иван Иванович" });
        using var foreign = await owner.PostJsonAsync("/v1/companies", new { kind = "foreignCompany", country = "DE", registrationNumber = $"{Guid.NewGuid():N}", fullName = "Beispiel GmbH" });

        foreach (var company in new[] { await proprietor.JsonAsync(), await foreign.JsonAsync() })
        {
            using var response = await owner.PostJsonAsync($"/v1/companies/{company.Text("id")}/branches", new { kpp = "540602001", name = "Филиал" });
            Assert.Equal("409 application/problem+json no_branches", await response.ProblemAsync());
        }
    }

    [Fact]
    public async Task Branch_OfAnArchivedCompanyStaysAsItIsAndGoesWithIt()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var id = await CreateAsync(owner, company, "540602001");
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var created = await owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "540602002", name = "Филиал" });
        using var changed = await owner.PatchJsonAsync($"{company.Path}/branches/{id}", new { name = "Другой" }, "\"1\"");
        using var deleted = await owner.DeleteAsync($"{company.Path}/branches/{id}", "\"1\"");
        using var listed = await owner.GetAsync(new Uri($"{company.Path}/branches", UriKind.Relative));

        foreach (var refused in new[] { created, changed, deleted })
            Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
        Assert.Single((await listed.JsonAsync())["items"]!.AsArray());

        using var gone = await owner.DeleteAsync(company.Path, archived.ETag());
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(0, await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Branches.CountAsync(b => b.Id == Guid.Parse(id))));
    }

    [Fact]
    public async Task Branch_IsReachedThroughItsOwnCompanyAlone()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        using var owner = service.SignedInAs(company.Owner);
        using var otherOwner = service.SignedInAs(other.Owner);
        var path = $"{other.Path}/branches/{await CreateAsync(owner, company, "540602001")}";

        using var got = await otherOwner.GetAsync(new Uri(path, UriKind.Relative));
        using var changed = await otherOwner.PatchJsonAsync(path, new { name = "Мой" }, "\"1\"");
        using var deleted = await otherOwner.DeleteAsync(path, "\"1\"");

        foreach (var refused in new[] { got, changed, deleted })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
    }

    [Fact]
    public async Task Branches_OverTheLimitAreRefused()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.AddRange(Enumerable.Range(0, Branch.PerCompany).Select(i => new Branch { Id = Guid.CreateVersion7(), CompanyId = Guid.Parse(company.Id), Kpp = $"5406{i:00000}", Name = "Филиал" }));
            return db.SaveChangesAsync();
        });

        using var response = await owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "770101001", name = "Филиал" });

        Assert.Equal("409 application/problem+json too_many_branches", await response.ProblemAsync());
    }

    private static async Task<string> CreateAsync(HttpClient client, TestCompany company, string kpp)
    {
        using var response = await client.PostJsonAsync($"{company.Path}/branches", new JsonObject { ["kpp"] = kpp, ["name"] = "Филиал" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.JsonAsync()).Text("id")!;
    }
}
