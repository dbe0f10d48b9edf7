using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.People;

/// <summary>The copy of people follows what identity announces. How events are signed and refused is tested where they are received first, in the user API.</summary>
public sealed class AccountEventsTests(CompanyService service)
{
    private readonly Guid _account = Guid.CreateVersion7();

    [Fact]
    public async Task Person_FollowsTheAccount_AndWhatComesLateChangesNothing()
    {
        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.registered", _account, 1, "Анна"));
        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.changed", _account, 3, "Анна Третья", locale: "en-GB"));
        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.changed", _account, 2, "Анна Вторая"));

        var person = (await StoredAsync())!;
        Assert.Equal(("Анна Третья", $"{_account}@example.com", "en-GB", 3), (person.Name, person.Email, person.Locale, person.AccountVersion));
    }

    [Fact]
    public async Task Deleted_LeavesEveryCompanyButOneThatWouldHaveNoOwner()
    {
        await service.AnnounceAsync("account.registered", _account, 1, "Анна");
        using var client = service.SignedInAs(_account);
        var (own, _) = await CompanyService.CreateAsync(client);
        var shared = await service.CompanyAsync();
        var ownId = Guid.Parse(own["id"]!.ToString());
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Member { CompanyId = Guid.Parse(shared.Id), AccountId = _account, Role = MemberRole.Owner, JoinedAt = DateTimeOffset.UtcNow });
            return db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.deleted", _account, 2, ""));

        Assert.Null(await StoredAsync());
        Assert.DoesNotContain(_account, (await service.RolesAsync(shared.Id)).Keys);
        Assert.Contains(_account, (await service.RolesAsync(ownId.ToString())).Keys);
    }

    [Fact]
    public async Task OwnerWhoLeavesWhileTheOtherIsDeleted_OneRemains()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync(MemberRole.Owner);
            using var second = service.SignedInAs(company.Others[0]);

            var deletion = service.AnnounceAsync("account.deleted", company.Owner, 1, "");
            using var left = await second.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\"");

            Assert.Equal(HttpStatusCode.NoContent, await deletion);
            Assert.Contains(left.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.Conflict });
            Assert.Equal(MemberRole.Owner, Assert.Single(await service.RolesAsync(company.Id)).Value);
        }
    }

    [Fact]
    public async Task UnknownEvent_IsKeptBySenderUntilItIsKnown() =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await service.AnnounceAsync("account.married", _account, 1, "Анна"));

    [Fact]
    public async Task UnsignedEvent_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await service.AnnounceAsync("account.registered", _account, 1, "Анна", withSignature: false));

    private Task<Person?> StoredAsync() =>
        service.Api.InDatabaseAsync<CompanyDb, Person?>(db => db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == _account));
}
