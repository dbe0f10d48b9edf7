using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Joining;

public sealed class JoinRequestTests(CompanyService service)
{
    [Fact]
    public async Task Request_IsSeenByWhoMayInviteAndMakesAMember()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        var role = await service.RoleAsync(company, "Склад", "members.invite");
        var domain = await service.OpenDomainAsync(company, "approval", role.Text("id"));
        var account = await service.PersonAtAsync(domain.Name);
        using var person = service.SignedInAs(account);
        using var admin = service.SignedInAs(company.Others[0]);

        using var asked = await person.JoinAsync(company);
        var own = await asked.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "false", "open"), (asked.StatusCode, own["isMember"]!.ToJsonString(), own["request"]!.Text("status")));
        Assert.Equal(own["request"]!.ToJsonString(), Assert.Single(await person.ItemsAsync("/v1/joinable-companies"))!["request"]!.ToJsonString());
        using var twice = await person.JoinAsync(company);
        Assert.Equal("409 application/problem+json already_requested", await twice.ProblemAsync());

        var received = Assert.Single(await admin.ItemsAsync($"{company.Path}/join-requests"))!.AsObject();
        Assert.Equal(["id", "accountId", "name", "email", "domain", "role", "createdAt", "expiresAt"], received.Select(m => m.Key));
        Assert.Equal(
            (account.ToString(), "Анна", $"{account:N}@{domain.Name}", domain.Name, "Склад"),
            (received.Text("accountId"), received.Text("name"), received.Text("email"), received.Text("domain"), received["role"]!.Text("name")));
        using var accepted = await admin.PostEmptyAsync($"{company.Path}/join-requests/{received.Text("id")}/accept", ifMatch: null);
        Assert.Equal((HttpStatusCode.OK, "member", "Склад"), (accepted.StatusCode, (await accepted.JsonAsync()).Text("role"), (await accepted.JsonAsync())["roles"]![0]!.Text("name")));

        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[account]);
        Assert.Empty(await admin.ItemsAsync($"{company.Path}/join-requests"));
        using var again = await admin.PostEmptyAsync($"{company.Path}/join-requests/{received.Text("id")}/accept", ifMatch: null);
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
    }

    [Fact]
    public async Task Request_ThatIsDeclinedStaysUntilItExpires()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        var (id, account) = await service.JoinRequestAsync(domain);
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);

        using var declined = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/decline", ifMatch: null);
        using var twice = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/decline", ifMatch: null);
        using var accepted = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null);
        using var withdrawn = await WithdrawAsync(person, company);
        using var again = await person.JoinAsync(company);
        await service.JoiningAsync(domain, "automatic");
        using var open = await person.JoinAsync(company);

        Assert.Equal(HttpStatusCode.NoContent, declined.StatusCode);
        foreach (var refused in new[] { twice, accepted, withdrawn })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        foreach (var refused in new[] { again, open })
            Assert.Equal("409 application/problem+json join_declined", await refused.ProblemAsync());
        Assert.Equal("declined", Assert.Single(await person.ItemsAsync("/v1/joinable-companies"))!["request"]!.Text("status"));

        await ExpireAsync(id);
        Assert.Null(Assert.Single(await person.ItemsAsync("/v1/joinable-companies"))!["request"]);
        using var later = await person.JoinAsync(company);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Request_IsWithdrawnAndMadeAgain()
    {
        var company = await service.CompanyAsync();
        var (_, account) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"));
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        using var stranger = service.SomebodyNew();

        using var others = await WithdrawAsync(stranger, company);
        using var withdrawn = await WithdrawAsync(person, company);

        Assert.Equal("404 application/problem+json not_found", await others.ProblemAsync());
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Empty(await owner.ItemsAsync($"{company.Path}/join-requests"));
        using var again = await person.JoinAsync(company);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Request_ThatExpiredIsNeitherSeenNorAnswered()
    {
        var company = await service.CompanyAsync();
        var (id, account) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"));
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        await ExpireAsync(id);

        using var accepted = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null);
        using var declined = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/decline", ifMatch: null);
        using var withdrawn = await WithdrawAsync(person, company);

        foreach (var refused in new[] { accepted, declined, withdrawn })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        Assert.Empty(await owner.ItemsAsync($"{company.Path}/join-requests"));
        Assert.Single(await service.RolesAsync(company.Id));
    }

    [Fact]
    public async Task Request_FromBeforeTheCompanyOpenedItselfGivesWayToJoining()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        var (_, account) = await service.JoinRequestAsync(domain);
        await service.JoiningAsync(domain, "automatic");
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);

        using var joined = await person.JoinAsync(company);

        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.Empty(await owner.ItemsAsync($"{company.Path}/join-requests"));
    }

    [Fact]
    public async Task Requests_ToOneCompanyAreLimited()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        using var person = service.SignedInAs(await service.PersonAtAsync(domain.Name));
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            var now = DateTimeOffset.UtcNow;
            db.AddRange(Enumerable.Range(0, JoinRequest.PerCompany).Select(_ => new JoinRequest
            {
                Id = Guid.CreateVersion7(),
                CompanyId = Guid.Parse(company.Id),
                DomainId = Guid.Parse(domain.Id),
                AccountId = Guid.CreateVersion7(),
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            }));
            return db.SaveChangesAsync();
        });

        using var response = await person.JoinAsync(company);

        Assert.Equal("409 application/problem+json too_many_join_requests", await response.ProblemAsync());
    }

    [Fact]
    public async Task Request_MadeManyTimesAtOnceIsMadeOnce()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        using var person = service.SignedInAs(await service.PersonAtAsync(domain.Name));
        using var owner = service.SignedInAs(company.Owner);

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.JoinAsync(company)));

        Assert.Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.Conflict, 4)], responses.Select(r => r.StatusCode).Order());
        Assert.Single(await owner.ItemsAsync($"{company.Path}/join-requests"));
    }

    [Fact]
    public async Task Request_AcceptedDeclinedAndWithdrawnAtOnceHasOneEnd()
    {
        var company = await service.CompanyAsync();
        var (id, account) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"));
        using var person = service.SignedInAs(account);
        using var owner = service.SignedInAs(company.Owner);
        var path = $"{company.Path}/join-requests/{id}";

        var responses = await Task.WhenAll(
            owner.PostEmptyAsync($"{path}/accept", ifMatch: null), owner.PostEmptyAsync($"{path}/decline", ifMatch: null), WithdrawAsync(person, company),
            owner.PostEmptyAsync($"{path}/accept", ifMatch: null));

        Assert.Single(responses, r => r.IsSuccessStatusCode);
        Assert.All(responses.Where(r => !r.IsSuccessStatusCode), r => Assert.Contains(r.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed }));
        Assert.Equal(responses[0].IsSuccessStatusCode || responses[3].IsSuccessStatusCode, (await service.RolesAsync(company.Id)).ContainsKey(account));
    }

    [Fact]
    public async Task Request_GoesWithTheAccountAndWithTheDomain()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        var (_, account) = await service.JoinRequestAsync(domain);
        var (other, _) = await service.JoinRequestAsync(domain);
        using var owner = service.SignedInAs(company.Owner);

        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.deleted", account, 2, "Анна"));
        Assert.Equal(other, Assert.Single(await owner.ItemsAsync($"{company.Path}/join-requests"))!.Text("id"));

        using var got = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        using var removed = await owner.DeleteAsync(domain.Path, got.ETag());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty(await owner.ItemsAsync($"{company.Path}/join-requests"));
    }

    private static Task<HttpResponseMessage> WithdrawAsync(HttpClient person, TestCompany company) =>
        person.DeleteAsync(new Uri($"/v1/joinable-companies/{company.Id}/request", UriKind.Relative));

    private Task<int> ExpireAsync(string id) => service.Api.InDatabaseAsync<CompanyDb, int>(
        db => db.JoinRequests.Where(r => r.Id == Guid.Parse(id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1))));
}
