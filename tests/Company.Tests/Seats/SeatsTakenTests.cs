using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Seats;

/// <summary>Whoever would join a company without a free seat does not, in whichever way.</summary>
public sealed class SeatsTakenTests(CompanyService service)
{
    private readonly Guid _account = Guid.CreateVersion7();

    private string Email => $"{_account}@example.com";

    [Fact]
    public async Task Inviting_NeedsASeat_WhichWithdrawingFrees()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await service.LimitAsync(company, 2);
        var first = await service.InviteAsync(company, company.Owner, "first@example.com");

        using var refused = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = Email, role = "member" });
        using var known = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = "first@example.com", role = "member" });
        using var withdrawn = await owner.DeleteAsync(new Uri($"{company.Path}/invitations/{first}", UriKind.Relative));
        await service.InviteAsync(company, company.Owner, Email);

        Assert.Equal(TestSeats.Refusal, await refused.ProblemAsync());
        Assert.Equal("409 application/problem+json already_invited", await known.ProblemAsync());
        Assert.Equal("2: 1 + 1", await service.SeatsAsync(company));
    }

    [Fact]
    public async Task ExpiredInvitation_KeepsNoSeat_AndNeedsOneToBeSentAgain()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await service.LimitAsync(company, 2);
        var expired = await service.InviteAsync(company, company.Owner, "first@example.com");
        await ExpireAsync(expired);
        var second = await service.InviteAsync(company, company.Owner, Email);
        await service.InvitationAsync(second, set => set.SetProperty(i => i.SentAt, DateTimeOffset.UtcNow.AddHours(-1)));

        using var refused = await owner.PostEmptyAsync($"{company.Path}/invitations/{expired}/resend", ifMatch: null);
        using var open = await owner.PostEmptyAsync($"{company.Path}/invitations/{second}/resend", ifMatch: null);

        Assert.Equal((TestSeats.Refusal, HttpStatusCode.OK), (await refused.ProblemAsync(), open.StatusCode));
        Assert.Equal("2: 1 + 1", await service.SeatsAsync(company));
    }

    [Fact]
    public async Task Accepting_FindsTheSeatThatTheInvitationKept()
    {
        var company = await service.CompanyAsync();
        await service.LimitAsync(company, 2);
        var id = await service.InviteAsync(company, company.Owner, Email);

        using var accepted = await AcceptAsync(id);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("2: 2 + 0", await service.SeatsAsync(company));
    }

    [Fact]
    public async Task Accepting_WhereTheLimitWasLoweredSince_LeavesTheInvitationOpen()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        var id = await service.InviteAsync(company, company.Owner, Email);
        await service.LimitAsync(company, 1);

        using var refused = await AcceptAsync(id);

        Assert.Equal(TestSeats.Refusal, await refused.ProblemAsync());
        Assert.Equal("1: 2 + 1", await service.SeatsAsync(company));
        await service.LimitAsync(company, 3);
        using var accepted = await AcceptAsync(id);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task Registering_WithoutASeat_LeavesTheInvitationOpen_AndJoinsTheOthers()
    {
        var (full, free) = (await service.CompanyAsync(), await service.CompanyAsync());
        var id = await service.InviteAsync(full, full.Owner, Email);
        await service.InviteAsync(free, free.Owner, Email);
        await service.LimitAsync(full, 1);

        var answer = await service.AnnounceAsync("account.registered", _account, 1, "Анна");

        Assert.Equal(HttpStatusCode.NoContent, answer);
        Assert.DoesNotContain(_account, (await service.RolesAsync(full.Id)).Keys);
        Assert.Contains(_account, (await service.RolesAsync(free.Id)).Keys);
        using var person = service.SignedInAs(_account);
        using var received = await person.GetAsync(new Uri("/v1/invitations", UriKind.Relative));
        Assert.Equal([id], (await received.JsonAsync())["items"]!.AsArray().Select(i => i!.Text("id")));
    }

    [Fact]
    public async Task AcceptingAClaim_NeedsASeat_AndLeavesTheClaimOpen()
    {
        await using var scene = await Scene.SetAsync(service);
        var (id, _) = await scene.ClaimAsync();
        await service.LimitAsync(scene.Company, 1);

        using var refused = await scene.Owner.PostJsonAsync($"{scene.Company.Path}/claims/{id}/accept", new { role = "member" });

        Assert.Equal(TestSeats.Refusal, await refused.ProblemAsync());
        Assert.Equal("1: 1 + 0", await service.SeatsAsync(scene.Company));
        await service.LimitAsync(scene.Company, 2);
        await scene.Owner.DoneAsync(c => c.PostJsonAsync($"{scene.Company.Path}/claims/{id}/accept", new { role = "member" }));
        Assert.Equal("2: 2 + 0", await service.SeatsAsync(scene.Company));
    }

    [Fact]
    public async Task JoiningByAnAddress_NeedsASeat()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "automatic");
        using var person = service.SignedInAs(await service.PersonAtAsync(domain.Name));
        await service.LimitAsync(company, 1);

        using var refused = await person.JoinAsync(company);

        Assert.Equal(TestSeats.Refusal, await refused.ProblemAsync());
        Assert.Equal("1: 1 + 0", await service.SeatsAsync(company));
        await service.LimitAsync(company, 2);
        using var joined = await person.JoinAsync(company);
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
    }

    [Fact]
    public async Task AcceptingARequestToJoin_NeedsASeat_AndLeavesTheRequestOpen()
    {
        var company = await service.CompanyAsync();
        var (id, _) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"));
        using var owner = service.SignedInAs(company.Owner);
        await service.LimitAsync(company, 1);

        using var refused = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null);

        Assert.Equal(TestSeats.Refusal, await refused.ProblemAsync());
        await service.LimitAsync(company, 2);
        using var accepted = await owner.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task WhoIsAMemberAndInvited_TakesOneSeat()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        await service.InviteAsync(company, company.Owner, $"{company.Others[0]}@example.com");

        Assert.Equal("unlimited: 2 + 1", await service.SeatsAsync(company));
        await service.AnnounceAsync("account.changed", company.Others[0], 1, "Анна");

        Assert.Equal("unlimited: 2 + 0", await service.SeatsAsync(company));
    }

    [Fact]
    public async Task TwoInvitedAtOnceForTheLastSeat_OneIs()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync(MemberRole.Admin);
            await service.LimitAsync(company, 3);
            using var owner = service.SignedInAs(company.Owner);
            using var admin = service.SignedInAs(company.Others[0]);

            var answers = await Task.WhenAll(
                new[] { owner, admin }.Select(c => c.PostJsonAsync($"{company.Path}/invitations", new { email = $"{Guid.NewGuid():N}@example.com", role = "member" })));

            await OneAsync(answers, HttpStatusCode.Created);
            Assert.Equal("3: 2 + 1", await service.SeatsAsync(company));
        }
    }

    [Fact]
    public async Task TwoAcceptingAtOnceForTheLastSeat_OneJoins()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync();
            string[] ids = [await service.InviteAsync(company, company.Owner, "first@example.com"), await service.InviteAsync(company, company.Owner, "second@example.com")];
            await service.LimitAsync(company, 2);

            var answers = await Task.WhenAll(ids.Select(AcceptAsync));

            await OneAsync(answers, HttpStatusCode.OK);
            Assert.Equal("2: 2 + 1", await service.SeatsAsync(company));
        }
    }

    private static async Task OneAsync(HttpResponseMessage[] answers, HttpStatusCode done)
    {
        Assert.Equal([done, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(TestSeats.Refusal, await answers.Single(a => a.StatusCode == HttpStatusCode.Conflict).ProblemAsync());
        Assert.All(answers, a => a.Dispose());
    }

    private Task<int> ExpireAsync(string id) => service.InvitationAsync(
        id, set => set.SetProperty(i => i.SentAt, DateTimeOffset.UtcNow.AddDays(-8)).SetProperty(i => i.ExpiresAt, DateTimeOffset.UtcNow.AddDays(-1)));

    private async Task<HttpResponseMessage> AcceptAsync(string id)
    {
        using var invited = service.SomebodyNew();
        invited.DefaultRequestHeaders.Add("Invitation-Key", await service.KeyOfAsync(id));
        return await invited.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null);
    }
}
