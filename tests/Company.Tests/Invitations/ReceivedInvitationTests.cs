using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

public sealed class ReceivedInvitationTests(CompanyService service)
{
    private readonly Guid _account = Guid.CreateVersion7();

    private string Email => $"{_account}@example.com";

    [Fact]
    public async Task AccountWithTheAddress_SeesTheInvitation_AndAcceptsIt()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Касса", "company.update");
        var id = await service.InviteAsync(company, company.Owner, Email.ToUpperInvariant(), MemberRole.Member, role.Text("id")!);
        using var person = service.SignedInAs(_account);

        using var listed = await person.GetAsync(new Uri("/v1/invitations", UriKind.Relative));
        var seen = (await listed.JsonAsync())["items"]!.AsArray().Single()!;
        Assert.Equal((id, "Общество «Пример»", "member", "Касса"), (seen.Text("id"), seen.Text("companyName"), seen.Text("role"), seen["roles"]![0]!.ToString()));

        using var accepted = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);

        Assert.Equal((HttpStatusCode.OK, company.Id), (accepted.StatusCode, (await accepted.JsonAsync()).Text("companyId")));
        using var member = await person.GetAsync(new Uri(company.MemberPath(_account), UriKind.Relative));
        Assert.Equal(("member", "Касса"), ((await member.JsonAsync()).Text("role"), (await member.JsonAsync())["roles"]![0]!.Text("name")));
        using var again = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
    }

    [Fact]
    public async Task KeyOfTheMail_ProvesTheAddress_WhateverTheAccountIsCalled()
    {
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, "somebody.else@example.com");
        using var person = service.SignedInAs(_account);
        using var without = await person.GetAsync(new Uri($"/v1/invitations/{id}", UriKind.Relative));
        Assert.Equal("404 application/problem+json not_found", await without.ProblemAsync());
        person.DefaultRequestHeaders.Add("Invitation-Key", await service.KeyOfAsync(id));

        using var seen = await person.GetAsync(new Uri($"/v1/invitations/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        using var accepted = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[_account]);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("x")]
    [InlineData("")]
    public async Task WrongKey_FindsNothing(string key)
    {
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, Email);
        using var stranger = service.SomebodyNew();
        stranger.DefaultRequestHeaders.TryAddWithoutValidation("Invitation-Key", key);

        foreach (var what in new[] { "accept", "decline" })
        {
            using var refused = await stranger.PostEmptyAsync($"/v1/invitations/{id}/{what}", ifMatch: null);
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
        }

        Assert.NotNull(await service.KeyOfAsync(id));
    }

    [Fact]
    public async Task ExpiredInvitation_IsSeenByNobody()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, Email);
        await service.InvitationAsync(id, set => set.SetProperty(i => i.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1)));
        using var person = service.SignedInAs(_account);

        using var listed = await person.GetAsync(new Uri("/v1/invitations", UriKind.Relative));
        using var refused = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);

        Assert.Empty((await listed.JsonAsync())["items"]!.AsArray());
        Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
    }

    [Fact]
    public async Task Declined_IsGone()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, Email);
        using var person = service.SignedInAs(_account);

        using var declined = await person.PostEmptyAsync($"/v1/invitations/{id}/decline", ifMatch: null);

        Assert.Equal(HttpStatusCode.NoContent, declined.StatusCode);
        Assert.Null(await service.KeyOfAsync(id));
        Assert.DoesNotContain(_account, (await service.RolesAsync(company.Id)).Keys);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("demoted")]
    public async Task InviterWhoMayNoLongerInvite_GivesNothing(string how)
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync(MemberRole.Admin);
        var id = await service.InviteAsync(company, company.Others[0], Email, MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var changed = how == "removed"
            ? await owner.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\"")
            : await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "member" }, "\"1\"");
        Assert.True(changed.IsSuccessStatusCode);
        using var person = service.SignedInAs(_account);

        using var refused = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);

        Assert.Equal("409 application/problem+json invitation_void", await refused.ProblemAsync());
        Assert.DoesNotContain(_account, (await service.RolesAsync(company.Id)).Keys);
    }

    [Fact]
    public async Task ArchivedCompany_IsNotJoined()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync();
        var id = await service.InviteAsync(company, company.Owner, Email);
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
        using var person = service.SignedInAs(_account);

        using var refused = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);

        Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
    }

    [Fact]
    public async Task AcceptedTwiceAtOnceByTwoPeople_OneJoins()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync();
            var id = await service.InviteAsync(company, company.Owner, $"{Guid.NewGuid():N}@example.com");
            var key = await service.KeyOfAsync(id);
            using var first = service.SomebodyNew();
            using var second = service.SomebodyNew();
            first.DefaultRequestHeaders.Add("Invitation-Key", key);
            second.DefaultRequestHeaders.Add("Invitation-Key", key);

            var answers = await Task.WhenAll(new[] { first, second }.Select(c => c.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null)));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], answers.Select(a => a.StatusCode).Order());
            Assert.Equal(2, (await service.RolesAsync(company.Id)).Count);
        }
    }

    [Fact]
    public async Task WhoeverRegistersWithTheAddress_IsAMemberAtOnce()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync(MemberRole.Admin));
        await service.InviteAsync(company, company.Owner, Email, MemberRole.Admin);
        var voided = await service.InviteAsync(other, other.Others[0], Email);
        using var owner = service.SignedInAs(other.Owner);
        using var removed = await owner.DeleteAsync(other.MemberPath(other.Others[0]), "\"1\"");

        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.registered", _account, 1, "Анна"));

        Assert.Equal(MemberRole.Admin, (await service.RolesAsync(company.Id))[_account]);
        Assert.DoesNotContain(_account, (await service.RolesAsync(other.Id)).Keys);
        Assert.NotNull(await service.KeyOfAsync(voided));
    }

    [Fact]
    public async Task RoleThatIsDeletedMeanwhile_IsGivenToNobody()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Касса", "company.update");
        var id = await service.InviteAsync(company, company.Owner, Email, MemberRole.Member, role.Text("id")!);
        using var owner = service.SignedInAs(company.Owner);
        using var deleted = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"1\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var person = service.SignedInAs(_account);

        using var accepted = await person.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        using var member = await person.GetAsync(new Uri(company.MemberPath(_account), UriKind.Relative));
        Assert.Equal("[]", (await member.JsonAsync())["roles"]!.ToJsonString());
    }
}
