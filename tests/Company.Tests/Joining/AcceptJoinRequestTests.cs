using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Joining;

public sealed class AcceptJoinRequestTests(CompanyService service)
{
    [Fact]
    public async Task Acceptance_NeedsWhatTheRequestNeeded()
    {
        var company = await service.CompanyAsync();
        var domain = await service.OpenDomainAsync(company, "approval");
        var (moved, movedAccount) = await service.JoinRequestAsync(domain);
        var (invited, invitedAccount) = await service.JoinRequestAsync(domain);
        var (late, _) = await service.JoinRequestAsync(domain);
        using var owner = service.SignedInAs(company.Owner);
        await service.AnnounceAsync("account.changed", movedAccount, 2, "Анна", email: $"{movedAccount:N}@example.net", emailVerified: true);
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Member { CompanyId = Guid.Parse(company.Id), AccountId = invitedAccount, Role = MemberRole.Member, JoinedAt = DateTimeOffset.UtcNow });
            return db.SaveChangesAsync();
        });

        using var changed = await owner.PostEmptyAsync($"{company.Path}/join-requests/{moved}/accept", ifMatch: null);
        using var member = await owner.PostEmptyAsync($"{company.Path}/join-requests/{invited}/accept", ifMatch: null);
        await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Domains.Where(d => d.Id == Guid.Parse(domain.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.VerifiedAt, (DateTimeOffset?)null)));
        using var unverified = await owner.PostEmptyAsync($"{company.Path}/join-requests/{late}/accept", ifMatch: null);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
        using var closed = await owner.PostEmptyAsync($"{company.Path}/join-requests/{late}/accept", ifMatch: null);

        Assert.Equal("409 application/problem+json address_changed", await changed.ProblemAsync());
        Assert.Equal("409 application/problem+json already_member", await member.ProblemAsync());
        Assert.Equal("409 application/problem+json domain_not_verified", await unverified.ProblemAsync());
        Assert.Equal("409 application/problem+json company_archived", await closed.ProblemAsync());
        Assert.Equal(2, (await service.RolesAsync(company.Id)).Count);
    }

    [Fact]
    public async Task Acceptance_GrantsNothingBeyondOwnPermissions()
    {
        var company = await service.CompanyAsync();
        var stronger = await service.RoleAsync(company, "Склад", "company.update");
        var inviting = await service.RoleAsync(company, "Кадры", "members.invite");
        var (id, account) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval", stronger.Text("id")));
        using var member = service.SignedInAs(await service.JoinAsync(company.Id, MemberRole.Member, inviting.Text("id")!));

        using var refused = await member.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null);

        Assert.Equal("403 application/problem+json beyond_own_permissions", await refused.ProblemAsync());
        Assert.DoesNotContain(account, (await service.RolesAsync(company.Id)).Keys);
    }

    [Fact]
    public async Task Request_IsAnsweredInItsOwnCompanyAlone()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        var (id, _) = await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"));
        using var otherOwner = service.SignedInAs(other.Owner);

        using var accepted = await otherOwner.PostEmptyAsync($"{other.Path}/join-requests/{id}/accept", ifMatch: null);
        using var declined = await otherOwner.PostEmptyAsync($"{other.Path}/join-requests/{id}/decline", ifMatch: null);

        foreach (var refused in new[] { accepted, declined })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
    }
}
