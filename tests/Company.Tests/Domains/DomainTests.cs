using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

public sealed class DomainTests(CompanyService service)
{
    [Fact]
    public async Task Domain_IsAddedChangedAndRemoved()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Склад", "members.invite");
        using var owner = service.SignedInAs(company.Owner);
        var name = TestDomains.NewName();

        using var added = await owner.PostJsonAsync($"{company.Path}/domains", new { name = $" {name.ToUpperInvariant()}. " });
        var domain = await added.JsonAsync();
        var path = $"{company.Path}/domains/{domain.Text("id")}";
        Assert.Equal((HttpStatusCode.Created, "\"1\"", path), (added.StatusCode, added.ETag(), added.Headers.Location?.ToString()));
        Assert.Equal(
            ["id", "name", "readableName", "status", "record", "verifiedAt", "checkedAt", "failure", "lapsesAt", "joining", "role", "createdAt", "updatedAt", "eTag"], domain.Select(m => m.Key));
        Assert.Equal((name, "pending", "off", null), (domain.Text("name"), domain.Text("status"), domain.Text("joining"), domain["checkedAt"]));
        Assert.Equal(("TXT", $"_saasplatform-challenge.{name}"), (domain["record"]!.Text("type"), domain["record"]!.Text("name")));
        Assert.Matches("^saasplatform-verification=[0-9a-f]{40}$", domain["record"]!.Text("value"));
        Assert.Equal(domain.ToJsonString(), Assert.Single(await owner.ItemsAsync($"{company.Path}/domains"))!.ToJsonString());

        using var changed = await owner.PatchJsonAsync(path, new { joining = "approval", roleId = role.Text("id") }, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.ETag()));
        using var unchanged = await owner.PatchJsonAsync(path, "{}", "\"2\"");
        Assert.Equal("\"2\"", unchanged.ETag());
        using var got = await owner.GetAsync(new Uri(path, UriKind.Relative));
        var body = await got.JsonAsync();
        Assert.Equal(("approval", "Склад", "\"2\""), (body.Text("joining"), body["role"]!.Text("name"), got.ETag()));

        using var old = await owner.DeleteAsync(path, "\"1\"");
        Assert.Equal("412 application/problem+json precondition_failed", await old.ProblemAsync());
        using var oldChange = await owner.PatchJsonAsync(path, new { joining = "off" }, "\"1\"");
        Assert.Equal("412 application/problem+json precondition_failed", await oldChange.ProblemAsync());
        using var removed = await owner.DeleteAsync(path, "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await owner.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("404 application/problem+json not_found", await gone.ProblemAsync());
    }

    [Fact]
    public async Task Domain_AddedManyTimesAtOnceIsAddedOnce()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var name = TestDomains.NewName();

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => owner.PostJsonAsync($"{company.Path}/domains", new { name })));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 4)], responses.Select(r => r.StatusCode).Order());
        Assert.Equal("409 application/problem+json domain_exists", await responses.First(r => r.StatusCode == HttpStatusCode.Conflict).ProblemAsync());
    }

    [Fact]
    public async Task Domains_OfACompanyAreLimited()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.AddRange(Enumerable.Range(0, CompanyDomain.PerCompany)
                .Select(_ => new CompanyDomain { Id = Guid.CreateVersion7(), CompanyId = Guid.Parse(company.Id), Name = TestDomains.NewName() }));
            return db.SaveChangesAsync();
        });

        using var response = await owner.PostJsonAsync($"{company.Path}/domains", new { name = TestDomains.NewName() });

        Assert.Equal("409 application/problem+json too_many_domains", await response.ProblemAsync());
    }

    [Fact]
    public async Task Domain_IsReachedInItsOwnCompanyAlone()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        var domain = await service.Api.DomainAsync(company);
        using var otherOwner = service.SignedInAs(other.Owner);
        var path = $"{other.Path}/domains/{domain.Id}";

        using var got = await otherOwner.GetAsync(new Uri(path, UriKind.Relative));
        using var verified = await otherOwner.PostEmptyAsync($"{path}/verify", ifMatch: null);
        using var changed = await otherOwner.PatchJsonAsync(path, new { joining = "automatic" }, "\"1\"");
        using var removed = await otherOwner.DeleteAsync(path, "\"1\"");

        foreach (var refused in new[] { got, verified, changed, removed })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        Assert.Empty(await otherOwner.ItemsAsync($"{other.Path}/domains"));
    }

    [Fact]
    public async Task Role_ThatADomainGivesIsWithinThePermissionsOfWhoeverSaysSo()
    {
        var company = await service.CompanyAsync();
        var keeper = await service.RoleAsync(company, "Домены", "domains.manage");
        var stronger = await service.RoleAsync(company, "Склад", "company.update");
        var foreign = await service.RoleAsync(await service.CompanyAsync(), "Чужая", "members.invite");
        var account = await service.JoinAsync(company.Id, MemberRole.Member, keeper.Text("id")!);
        var domain = await service.Api.DomainAsync(company);
        using var member = service.SignedInAs(account);

        using var unknown = await member.PatchJsonAsync(domain.Path, new { roleId = foreign.Text("id") }, "\"1\"");
        Assert.Equal(("400 application/problem+json validation_failed", "roleId"), (await unknown.ProblemAsync(), await unknown.WrongFieldsAsync()));
        using var beyond = await member.PatchJsonAsync(domain.Path, new { roleId = stronger.Text("id") }, "\"1\"");
        Assert.Equal("403 application/problem+json beyond_own_permissions", await beyond.ProblemAsync());
        using var own = await member.PatchJsonAsync(domain.Path, new { joining = "approval", roleId = keeper.Text("id") }, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);

        // Opening the company wider gives the role to more people.
        await service.JoiningAsync(domain, "approval", stronger.Text("id"));
        using var wider = await member.PatchJsonAsync(domain.Path, new { joining = "automatic" }, "\"3\"");
        Assert.Equal("403 application/problem+json beyond_own_permissions", await wider.ProblemAsync());
    }

    [Fact]
    public async Task Role_ThatIsDeletedIsGivenToNobody()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Склад", "members.invite");
        var domain = await service.OpenDomainAsync(company, "automatic", role.Text("id"));
        using var owner = service.SignedInAs(company.Owner);

        using var deleted = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"1\"");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var got = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        Assert.Null((await got.JsonAsync())["role"]);
    }

    [Fact]
    public async Task ArchivedCompany_LosesItsDomainsToWhoeverVerifiesThem()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        var domain = await service.Api.VerifiedDomainAsync(service.Dns, company);
        using var owner = service.SignedInAs(company.Owner);

        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        Assert.Equal("pending", Assert.Single(await owner.ItemsAsync($"{company.Path}/domains"))!.Text("status"));
        foreach (var refused in new[]
        {
            await owner.PostJsonAsync($"{company.Path}/domains", new { name = TestDomains.NewName() }), await owner.PostEmptyAsync($"{domain.Path}/verify", ifMatch: null),
            await owner.PatchJsonAsync(domain.Path, new { joining = "automatic" }, "\"1\""), await owner.DeleteAsync(domain.Path, "\"1\""),
        })
        {
            Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
            refused.Dispose();
        }

        await service.Api.VerifiedDomainAsync(service.Dns, other, domain.Name);
        using var restored = await owner.PostEmptyAsync($"{company.Path}/restore", archived.ETag());
        service.Dns.Publish(domain.RecordName, domain.RecordValue);
        using var late = await owner.PostEmptyAsync($"{domain.Path}/verify", ifMatch: null);
        Assert.Equal("409 application/problem+json domain_taken", await late.ProblemAsync());
        using var stored = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        Assert.Equal("pending", (await stored.JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task Domains_GoWithTheCompany()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        var account = await service.PersonAtAsync(domain.Name);
        using var person = service.SignedInAs(account);
        using var asked = await person.PostEmptyAsync($"/v1/joinable-companies/{company.Id}/join", ifMatch: null);
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var deleted = await owner.DeleteAsync(company.Path, archived.ETag());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (asked.StatusCode, deleted.StatusCode));
        Assert.False(await service.Api.InDatabaseAsync<CompanyDb, bool>(
            async db => await db.Domains.AnyAsync(d => d.Id == Guid.Parse(domain.Id)) || await db.JoinRequests.AnyAsync(r => r.AccountId == account)));
    }
}
