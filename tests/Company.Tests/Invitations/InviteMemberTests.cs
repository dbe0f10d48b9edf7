using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

public sealed class InviteMemberTests(CompanyService service)
{
    private readonly string _email = $"{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task Invitation_IsListedUntilItIsWithdrawn()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Касса", "company.update");
        using var owner = service.SignedInAs(company.Owner);

        using var invited = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "member", roleIds = new[] { role.Text("id") } });
        Assert.Equal(HttpStatusCode.Created, invited.StatusCode);
        var invitation = await invited.JsonAsync();
        Assert.Equal((_email, "member", "Касса"), (invitation.Text("email"), invitation.Text("role"), invitation["roles"]![0]!.Text("name")));
        Assert.Equal($"{company.Path}/invitations/{invitation.Text("id")}", invited.Headers.Location!.OriginalString);
        Assert.DoesNotContain("key", invitation.Select(m => m.Key));

        using var listed = await owner.GetAsync(new Uri($"{company.Path}/invitations", UriKind.Relative));
        Assert.Equal(invitation.ToJsonString(), (await listed.JsonAsync())["items"]!.AsArray().Single()!.ToJsonString());

        using var withdrawn = await owner.DeleteAsync(new Uri($"{company.Path}/invitations/{invitation.Text("id")}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        using var again = await owner.DeleteAsync(new Uri($"{company.Path}/invitations/{invitation.Text("id")}", UriKind.Relative));
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
        using var empty = await owner.GetAsync(new Uri($"{company.Path}/invitations", UriKind.Relative));
        Assert.Empty((await empty.JsonAsync())["items"]!.AsArray());
    }

    [Theory]
    [InlineData("nobody", "email")]
    [InlineData("a@b", "email")]
    [InlineData("two@example.com,three@example.com", "email")]
    public async Task AddressThatIsNone_IsNamed(string email, string field)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.PostJsonAsync($"{company.Path}/invitations", new { email, role = "member" });

        Assert.Equal("400 application/problem+json validation_failed", await refused.ProblemAsync());
        Assert.Equal(field, await refused.WrongFieldsAsync());
    }

    [Fact]
    public async Task OneAddress_HasOneOpenInvitation_HoweverItIsWritten()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await InviteAsync(owner, company, _email);

        using var refused = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = _email.ToUpperInvariant(), role = "member" });

        Assert.Equal("409 application/problem+json already_invited", await refused.ProblemAsync());
    }

    [Fact]
    public async Task TwoInvitationsOfOneAddressAtOnce_OneIsMade()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync(MemberRole.Admin);
            using var owner = service.SignedInAs(company.Owner);
            using var admin = service.SignedInAs(company.Others[0]);
            var email = $"{Guid.NewGuid():N}@example.com";

            var answers = await Task.WhenAll(new[] { owner, admin }.Select(c => c.PostJsonAsync($"{company.Path}/invitations", new { email, role = "member" })));

            Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            Assert.Equal(1, await CountAsync(company));
        }
    }

    [Fact]
    public async Task Member_IsNotInvited()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        await service.AnnounceAsync("account.registered", company.Others[0], 1, "Анна");
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = $"{company.Others[0]}@EXAMPLE.com", role = "admin" });

        Assert.Equal("409 application/problem+json already_member", await refused.ProblemAsync());
    }

    [Fact]
    public async Task NobodyInvitesToMoreThanTheyMay()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        var inviting = await service.RoleAsync(company, "Кадры", "members.invite");
        var member = await service.JoinAsync(company.Id, MemberRole.Member, inviting.Text("id")!);
        using var admin = service.SignedInAs(company.Others[0]);
        using var recruiter = service.SignedInAs(member);

        using var owner = await admin.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "owner" });
        Assert.Equal("403 application/problem+json beyond_own_permissions", await owner.ProblemAsync());
        using var above = await recruiter.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "admin" });
        Assert.Equal("403 application/problem+json beyond_own_permissions", await above.ProblemAsync());
        using var foreign = await admin.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "member", roleIds = new[] { Guid.NewGuid() } });
        Assert.Equal(("400 application/problem+json validation_failed", "roleIds"), (await foreign.ProblemAsync(), await foreign.WrongFieldsAsync()));
        await InviteAsync(recruiter, company, _email);
    }

    [Fact]
    public async Task ArchivedCompany_InvitesNobody()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var refused = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "member" });

        Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
    }

    [Fact]
    public async Task ExpiredInvitation_CanBeSentAgain_OrMadeAnew()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var id = await InviteAsync(owner, company, _email);
        using var early = await owner.PostEmptyAsync($"{company.Path}/invitations/{id}/resend", ifMatch: null);
        Assert.Equal("409 application/problem+json sent_recently", await early.ProblemAsync());

        await service.InvitationAsync(id, set => set.SetProperty(i => i.SentAt, DateTimeOffset.UtcNow.AddDays(-8)).SetProperty(i => i.ExpiresAt, DateTimeOffset.UtcNow.AddDays(-1)));
        using var sent = await owner.PostEmptyAsync($"{company.Path}/invitations/{id}/resend", ifMatch: null);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.True(DateTimeOffset.Parse((await sent.JsonAsync()).Text("expiresAt")!, null) > DateTimeOffset.UtcNow.AddDays(6));

        await service.InvitationAsync(id, set => set.SetProperty(i => i.ExpiresAt, DateTimeOffset.UtcNow.AddDays(-1)));
        await InviteAsync(owner, company, _email);
        Assert.Equal(1, await CountAsync(company));
    }

    [Fact]
    public async Task Address_GetsTenMailsADayAtMost()
    {
        for (var number = 0; number < 11; number++)
        {
            var company = await service.CompanyAsync();
            using var owner = service.SignedInAs(company.Owner);
            using var answer = await owner.PostJsonAsync($"{company.Path}/invitations", new { email = _email, role = "member" });
            if (number < 10)
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            else
                Assert.Equal("409 application/problem+json too_many_mails", await answer.ProblemAsync());
        }
    }

    private static async Task<string> InviteAsync(HttpClient client, TestCompany company, string email)
    {
        using var answer = await client.PostJsonAsync($"{company.Path}/invitations", new { email, role = "member" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).Text("id")!;
    }

    private Task<int> CountAsync(TestCompany company) =>
        service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Invitations.CountAsync(i => i.CompanyId == Guid.Parse(company.Id)));
}
