using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Joining;

public sealed class JoinCompanyTests(CompanyService service)
{
    private const string Joinable = "/v1/joinable-companies";

    [Fact]
    public async Task OpenCompany_IsSeenAndJoinedByWhoeverHasAnAddressInItsDomain()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Склад", "members.invite");
        var domain = await service.OpenDomainAsync(company, "automatic", role.Text("id"));
        var account = await service.PersonAtAsync(domain.Name.ToUpperInvariant());
        using var person = service.SignedInAs(account);

        var seen = Assert.Single(await person.ItemsAsync(Joinable))!.AsObject();
        Assert.Equal(["companyId", "name", "domain", "joining", "request"], seen.Select(m => m.Key));
        Assert.Equal((company.Id, "Общество «Пример»", domain.Name, "automatic", null), (seen.Text("companyId"), seen.Text("name"), seen.Text("domain"), seen.Text("joining"), seen["request"]));
        using var joined = await person.JoinAsync(company);
        using var twice = await person.JoinAsync(company);

        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.Equal($$"""{"companyId":"{{company.Id}}","isMember":true,"request":null}""", (await joined.JsonAsync()).ToJsonString());
        Assert.Equal("409 application/problem+json already_member", await twice.ProblemAsync());
        Assert.Empty(await person.ItemsAsync(Joinable));
        using var owner = service.SignedInAs(company.Owner);
        using var member = await owner.GetAsync(new Uri(company.MemberPath(account), UriKind.Relative));
        var body = await member.JsonAsync();
        Assert.Equal(("member", "Склад"), (body.Text("role"), Assert.Single(body["roles"]!.AsArray())!.Text("name")));
    }

    [Fact]
    public async Task InternationalDomain_IsThatOfAddressesInEitherForm()
    {
        var company = await service.CompanyAsync();
        var name = $"д{Guid.NewGuid():N}"[..20] + ".рф";
        var domain = await service.Api.VerifiedDomainAsync(service.Dns, company, name);
        await service.JoiningAsync(domain, "automatic");

        foreach (var written in new[] { name, domain.Name })
        {
            using var person = service.SignedInAs(await service.PersonAtAsync(written));
            using var joined = await person.JoinAsync(company);
            Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        }
    }

    [Fact]
    public async Task Company_IsNotThereForWhoeverHasNoConfirmedAddressInExactlyItsDomain()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        var accounts = new Dictionary<string, Guid>
        {
            ["elsewhere"] = await service.PersonAtAsync("example.net"),
            ["a subdomain"] = await service.PersonAtAsync($"mail.{domain.Name}"),
            ["the domain above"] = await service.PersonAtAsync(domain.Name[(domain.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]),
            ["a longer name"] = await service.PersonAtAsync($"x{domain.Name}"),
            ["the domain, not confirmed"] = await service.PersonAtAsync(domain.Name, isVerified: false),
            ["no account known here"] = Guid.CreateVersion7(),
        };

        foreach (var (where, account) in accounts)
        {
            using var person = service.SignedInAs(account);
            using var refused = await person.JoinAsync(company);
            Assert.Equal((where, "404 application/problem+json not_found"), (where, await refused.ProblemAsync()));
            Assert.Empty(await person.ItemsAsync(Joinable));
        }

        Assert.Single(await service.RolesAsync(company.Id));
    }

    [Fact]
    public async Task AddressThatChangedSince_IsWhatCounts()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        var account = await service.PersonAtAsync(domain.Name);
        using var person = service.SignedInAs(account);
        Assert.Single(await person.ItemsAsync(Joinable));
        await service.AnnounceAsync("account.changed", account, 2, "Анна", email: $"{account:N}@example.net", emailVerified: true);

        using var refused = await person.JoinAsync(company);

        Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        await service.AnnounceAsync("account.changed", account, 3, "Анна", email: $"{account:N}@{domain.Name}", emailVerified: true);
        using var joined = await person.JoinAsync(company);
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("not verified")]
    [InlineData("archived")]
    [InlineData("removed")]
    public async Task Company_ThatIsNotOpenIsNotThere(string why)
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        using var person = service.SignedInAs(await service.PersonAtAsync(domain.Name));
        using var owner = service.SignedInAs(company.Owner);
        using var got = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        using var done = why switch
        {
            "off" => await owner.PatchJsonAsync(domain.Path, new { joining = "off" }, got.ETag()),
            "archived" => await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\""),
            "removed" => await owner.DeleteAsync(domain.Path, got.ETag()),
            _ => null,
        };
        if (done is null)
            await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Domains.Where(d => d.Id == Guid.Parse(domain.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.VerifiedAt, (DateTimeOffset?)null)));

        using var refused = await person.JoinAsync(company);

        Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        Assert.Empty(await person.ItemsAsync(Joinable));
    }

    [Fact]
    public async Task Company_JoinedManyTimesAtOnceIsJoinedOnce()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        var account = await service.PersonAtAsync(domain.Name);
        using var person = service.SignedInAs(account);

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.JoinAsync(company)));

        Assert.Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.Conflict, 4)], responses.Select(r => r.StatusCode).Order());
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[account]);
    }

    [Fact]
    public async Task RemovedMember_DoesNotComeBackAtOnceButWhoeverLeftMay()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        var (removed, left) = (await service.PersonAtAsync(domain.Name), await service.PersonAtAsync(domain.Name));
        using var owner = service.SignedInAs(company.Owner);
        using var first = service.SignedInAs(removed);
        using var second = service.SignedInAs(left);
        using var joined = await first.JoinAsync(company);
        using var alsoJoined = await second.JoinAsync(company);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (joined.StatusCode, alsoJoined.StatusCode));
        using var put = await owner.DeleteAsync(company.MemberPath(removed), "\"1\"");
        using var gone = await second.DeleteAsync(company.MemberPath(left), "\"1\"");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (put.StatusCode, gone.StatusCode));

        using var refused = await first.JoinAsync(company);
        using var back = await second.JoinAsync(company);

        Assert.Equal("409 application/problem+json join_declined", await refused.ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        await service.Api.InDatabaseAsync<CompanyDb, int>(
            db => db.JoinRequests.Where(r => r.AccountId == removed).ExecuteUpdateAsync(set => set.SetProperty(r => r.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1))));
        using var later = await first.JoinAsync(company);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }
}
