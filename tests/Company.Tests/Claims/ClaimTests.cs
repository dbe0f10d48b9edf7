using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Claims;

public sealed class ClaimTests(CompanyService service)
{
    [Fact]
    public async Task Claim_IsSeenByTheOwnersAndMakesAMember()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        var account = Guid.CreateVersion7();
        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.registered", account, 1, "Анна"));
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        using var admin = service.SignedInAs(company.Others[0]);

        using var claimed = await ClaimAsync(person, await InnAsync(company), " Я бухгалтер ");
        Assert.Equal(HttpStatusCode.Created, claimed.StatusCode);
        var own = await claimed.JsonAsync();
        Assert.Equal(["id", "inn", "message", "status", "createdAt", "expiresAt"], own.Select(m => m.Key));
        Assert.Equal(("Я бухгалтер", "open"), (own.Text("message"), own.Text("status")));
        Assert.Equal(own.ToJsonString(), Assert.Single(await ItemsAsync(person, "/v1/company-claims"))!.ToJsonString());

        var received = Assert.Single(await ItemsAsync(owner, $"{company.Path}/claims"))!;
        Assert.Equal((account.ToString(), "Анна", $"{account}@example.com", "Я бухгалтер"), (received.Text("accountId"), received.Text("name"), received.Text("email"), received.Text("message")));
        using var forbidden = await admin.GetAsync(new Uri($"{company.Path}/claims", UriKind.Relative));
        Assert.Equal("403 application/problem+json missing_permission", await forbidden.ProblemAsync());

        var role = await service.RoleAsync(company, "Склад", "members.invite");
        using var accepted = await owner.PostJsonAsync($"{company.Path}/claims/{own.Text("id")}/accept", new { role = "member", roleIds = new[] { role.Text("id") } });
        Assert.Equal((HttpStatusCode.OK, "Анна"), (accepted.StatusCode, (await accepted.JsonAsync()).Text("name")));
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[account]);
        Assert.Empty(await ItemsAsync(person, "/v1/company-claims"));
        using var again = await owner.PostJsonAsync($"{company.Path}/claims/{own.Text("id")}/accept", new { role = "owner" });
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
        using var known = await ClaimAsync(person, await InnAsync(company));
        Assert.Equal("409 application/problem+json already_member", await known.ProblemAsync());
    }

    [Fact]
    public async Task Claim_ThatIsDeclinedStaysUntilItExpires()
    {
        var company = await service.CompanyAsync();
        using var person = service.SomebodyNew();
        using var owner = service.SignedInAs(company.Owner);
        using var claimed = await ClaimAsync(person, await InnAsync(company));
        var id = (await claimed.JsonAsync()).Text("id")!;

        using var declined = await owner.PostEmptyAsync($"{company.Path}/claims/{id}/decline", ifMatch: null);
        using var twice = await owner.PostEmptyAsync($"{company.Path}/claims/{id}/decline", ifMatch: null);
        using var accepted = await owner.PostJsonAsync($"{company.Path}/claims/{id}/accept", new { role = "member" });
        using var withdrawn = await person.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative));
        using var again = await ClaimAsync(person, await InnAsync(company));

        Assert.Equal(HttpStatusCode.NoContent, declined.StatusCode);
        foreach (var refused in new[] { twice, accepted, withdrawn })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        Assert.Equal("409 application/problem+json already_claimed", await again.ProblemAsync());
        Assert.Equal("declined", Assert.Single(await ItemsAsync(person, "/v1/company-claims"))!.Text("status"));
        Assert.Empty(await ItemsAsync(owner, $"{company.Path}/claims"));

        await ExpireAsync(id);
        Assert.Empty(await ItemsAsync(person, "/v1/company-claims"));
        using var later = await ClaimAsync(person, await InnAsync(company));
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
    }

    [Fact]
    public async Task Claim_ThatExpiredIsNeitherSeenNorAnswered()
    {
        var company = await service.CompanyAsync();
        using var person = service.SomebodyNew();
        using var owner = service.SignedInAs(company.Owner);
        using var claimed = await ClaimAsync(person, await InnAsync(company));
        var id = (await claimed.JsonAsync()).Text("id")!;
        await ExpireAsync(id);

        using var accepted = await owner.PostJsonAsync($"{company.Path}/claims/{id}/accept", new { role = "member" });
        using var declined = await owner.PostEmptyAsync($"{company.Path}/claims/{id}/decline", ifMatch: null);
        using var withdrawn = await person.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative));

        foreach (var refused in new[] { accepted, declined, withdrawn })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        Assert.Empty(await ItemsAsync(owner, $"{company.Path}/claims"));
        Assert.Single(await service.RolesAsync(company.Id));
    }

    [Fact]
    public async Task Claim_ToAnInnThatNoActiveCompanyHasSaysWhatCreatingWouldSay()
    {
        using var person = service.SomebodyNew();
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var unknown = await ClaimAsync(person, TestNumbers.LegalEntityInn());
        using var free = await ClaimAsync(person, await InnAsync(company));

        Assert.Equal("409 application/problem+json inn_not_taken", await unknown.ProblemAsync());
        Assert.Equal("409 application/problem+json inn_not_taken", await free.ProblemAsync());
    }

    [Theory]
    [InlineData("""{}""", "inn")]
    [InlineData("""{"inn":"7707083894"}""", "inn")]
    [InlineData("""{"inn":"7707083893","message":" "}""", "message")]
    [InlineData("""{"inn":"7707083893","message":"a\u0000"}""", "message")]
    [InlineData("""{"inn":"7707083893","companyId":"1"}""", "companyId")]
    public async Task Claim_WrongFieldsAreNamed(string body, string fields)
    {
        using var person = service.SomebodyNew();

        using var response = await person.PostJsonAsync("/v1/company-claims", body);

        Assert.Equal(("400 application/problem+json validation_failed", fields), (await response.ProblemAsync(), await response.WrongFieldsAsync()));
    }

    [Fact]
    public async Task Claims_OfOnePersonAreLimitedBeforeTheCompanyIsLookedAt()
    {
        var account = Guid.CreateVersion7();
        using var person = service.SignedInAs(account);
        for (var i = 0; i < CompanyClaim.PerPerson; i++)
        {
            using var claimed = await ClaimAsync(person, await InnAsync(await service.CompanyAsync()));
            Assert.Equal(HttpStatusCode.Created, claimed.StatusCode);
        }

        using var taken = await ClaimAsync(person, await InnAsync(await service.CompanyAsync()));
        using var free = await ClaimAsync(person, TestNumbers.LegalEntityInn());

        Assert.Equal("409 application/problem+json too_many_claims", await taken.ProblemAsync());
        Assert.Equal("409 application/problem+json too_many_claims", await free.ProblemAsync());
    }

    [Fact]
    public async Task Claims_ToOneCompanyAreLimited()
    {
        var company = await service.CompanyAsync();
        using var person = service.SomebodyNew();
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            var tomorrow = DateTimeOffset.UtcNow.AddDays(1);
            db.AddRange(Enumerable.Range(0, CompanyClaim.PerCompany)
                .Select(_ => new CompanyClaim { Id = Guid.CreateVersion7(), CompanyId = Guid.Parse(company.Id), AccountId = Guid.CreateVersion7(), ExpiresAt = tomorrow }));
            return db.SaveChangesAsync();
        });

        using var response = await ClaimAsync(person, await InnAsync(company));

        Assert.Equal("409 application/problem+json too_many_claims", await response.ProblemAsync());
    }

    [Fact]
    public async Task Claim_MadeManyTimesAtOnceIsMadeOnce()
    {
        var inn = await InnAsync(await service.CompanyAsync());
        using var person = service.SomebodyNew();

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ClaimAsync(person, inn)));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 4)], responses.Select(r => r.StatusCode).Order());
        Assert.Single(await ItemsAsync(person, "/v1/company-claims"));
    }

    [Fact]
    public async Task Claim_AcceptedDeclinedAndWithdrawnAtOnceHasOneEnd()
    {
        var company = await service.CompanyAsync();
        var account = Guid.CreateVersion7();
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        using var claimed = await ClaimAsync(person, await InnAsync(company));
        var id = (await claimed.JsonAsync()).Text("id")!;

        var accept = owner.PostJsonAsync($"{company.Path}/claims/{id}/accept", new { role = "member" });
        var others = new[]
        {
            owner.PostEmptyAsync($"{company.Path}/claims/{id}/decline", ifMatch: null), person.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative)),
            owner.PostJsonAsync($"{company.Path}/claims/{id}/accept", new { role = "admin" }),
        };
        var responses = await Task.WhenAll([accept, .. others]);

        Assert.Single(responses, r => r.IsSuccessStatusCode);
        Assert.All(responses.Where(r => !r.IsSuccessStatusCode), r => Assert.Contains(r.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed }));
        Assert.Equal(responses[0].IsSuccessStatusCode || responses[3].IsSuccessStatusCode, (await service.RolesAsync(company.Id)).ContainsKey(account));
    }

    [Fact]
    public async Task Claim_IsAnsweredInItsOwnCompanyAlone()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        using var person = service.SomebodyNew();
        using var otherOwner = service.SignedInAs(other.Owner);
        using var stranger = service.SomebodyNew();
        using var claimed = await ClaimAsync(person, await InnAsync(company));
        var id = (await claimed.JsonAsync()).Text("id")!;

        using var accepted = await otherOwner.PostJsonAsync($"{other.Path}/claims/{id}/accept", new { role = "member" });
        using var declined = await otherOwner.PostEmptyAsync($"{other.Path}/claims/{id}/decline", ifMatch: null);
        using var withdrawn = await stranger.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative));

        foreach (var refused in new[] { accepted, declined, withdrawn })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
    }

    [Fact]
    public async Task Claim_GoesWithTheAccountAndWithTheCompany()
    {
        var company = await service.CompanyAsync();
        var account = Guid.CreateVersion7();
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        using var second = service.SomebodyNew();
        using var first = await ClaimAsync(person, await InnAsync(company));
        using var other = await ClaimAsync(second, await InnAsync(company));

        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.deleted", account, 2, "Анна"));
        Assert.Equal((await other.JsonAsync()).Text("id"), Assert.Single(await ItemsAsync(owner, $"{company.Path}/claims"))!.Text("id"));

        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
        using var late = await owner.PostJsonAsync($"{company.Path}/claims/{(await other.JsonAsync()).Text("id")}/accept", new { role = "member" });
        Assert.Equal("409 application/problem+json company_archived", await late.ProblemAsync());
        using var deleted = await owner.DeleteAsync(company.Path, archived.ETag());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await ItemsAsync(second, "/v1/company-claims"));
    }

    private Task<int> ExpireAsync(string id) => service.Api.InDatabaseAsync<CompanyDb, int>(
        db => db.Claims.Where(c => c.Id == Guid.Parse(id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1))));

    private async Task<string> InnAsync(TestCompany company) => (await service.StoredAsync(company.Id))!.Inn!;

    private static Task<HttpResponseMessage> ClaimAsync(HttpClient person, string inn, string? message = null) => person.PostJsonAsync("/v1/company-claims", new { inn, message });

    private static async Task<JsonArray> ItemsAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.JsonAsync())["items"]!.AsArray();
    }
}
