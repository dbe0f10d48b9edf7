using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests.Accounts;

/// <summary>Accounts are announced to the user API, whoever saves them.</summary>
public sealed class AnnouncedAccountsTests(IdentityService service)
{
    [Fact]
    public async Task Registration_IsAnnouncedWithTheClaimsAlone()
    {
        var account = await service.AccountAsync(a => (a.GivenName, a.Locale) = ("Anna", "ru"));

        var registered = Assert.Single(await service.Announced.OfAsync(account.Id, 1));

        Assert.Equal(("account.registered", "1"), (registered.Text("type"), registered.Text("version")));
        var expected = new JsonObject
        {
            ["id"] = account.Id,
            ["email"] = account.Email,
            ["emailVerified"] = false,
            ["name"] = "Anna Petrova",
            ["givenName"] = "Anna",
            ["familyName"] = null,
            ["locale"] = "ru",
            ["zoneinfo"] = null,
            ["phoneNumber"] = null,
            ["picture"] = null,
            ["version"] = 1,
        };
        Assert.Equal(expected.ToJsonString(), registered["data"]!.ToJsonString());
    }

    [Fact]
    public async Task CompanyApi_HearsWhatListsOfMembersAndMailsNeed()
    {
        var account = await service.AccountAsync(a => (a.GivenName, a.Locale) = ("Anna", "en-GB"));

        var announced = await service.Companies.AnnouncedAsync(account.Id);

        var expected = new JsonObject { ["id"] = account.Id, ["email"] = account.Email, ["emailVerified"] = account.EmailConfirmed, ["name"] = account.Name, ["locale"] = "en-GB", ["version"] = 1 };
        Assert.Equal(expected.ToJsonString(), announced.ToJsonString());
    }

    [Fact]
    public async Task Announcement_CarriesATokenForTheUserApiAlone()
    {
        var account = await service.AccountAsync();
        await service.Announced.OfAsync(account.Id, 1);

        var token = new JsonWebToken(service.Announced.Token);

        Assert.Equal(("identity_service", "internal.user-events", "http://localhost:8002"), (token.Subject, token.GetClaim("scope").Value, token.Audiences.Single()));
    }

    [Fact]
    public async Task ChangedClaim_IsAnnouncedAndCounted()
    {
        var account = await service.AccountAsync();

        await ChangeAsync(account, a => a.GivenName = "Anna");
        await ChangeAsync(account, a => a.EmailConfirmed = true);

        var events = await service.Announced.OfAsync(account.Id, 3);
        Assert.Equal(["account.registered", "account.changed", "account.changed"], events.Select(e => e.Text("type")));
        Assert.Equal(["1", "2", "3"], events.Select(e => e.Text("version")));
        Assert.Equal(["1", "2", "3"], events.Select(e => e["data"]!.Text("version")));
        Assert.Equal(("Anna", "true"), (events[2]["data"]!.Text("givenName"), events[2]["data"]!.Text("emailVerified")));
        Assert.Equal(3, await service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).Select(a => a.Version).SingleAsync()));
    }

    [Fact]
    public async Task ChangeOfWhatNobodyElseMayKnow_IsNotAnnounced()
    {
        var account = await service.AccountAsync();

        await ChangeAsync(account, a => a.AccessFailedCount = 1);
        await ChangeAsync(account, a => a.PasswordHash = "other");
        await ChangeAsync(account, a => a.GivenName = "Anna");

        Assert.Equal(["1", "2"], (await service.Announced.OfAsync(account.Id, 2)).Select(e => e.Text("version")));
    }

    [Fact]
    public async Task Deletion_IsAnnouncedWithTheIdAlone()
    {
        var account = await service.AccountAsync();

        await service.InScopeAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Account>>();
            return await accounts.DeleteAsync((await accounts.FindByIdAsync(account.Id.ToString()))!);
        });

        var deleted = (await service.Announced.OfAsync(account.Id, 2))[1];
        Assert.Equal(("account.deleted", $$"""{"id":"{{account.Id}}"}"""), (deleted.Text("type"), deleted["data"]!.ToJsonString()));
    }

    [Fact]
    public async Task RegistrationThatFails_AnnouncesNothing()
    {
        var first = await service.AccountAsync();

        var second = await service.InScopeAsync(async s =>
        {
            var account = Account.Create(first.Email!, "Somebody else", service.Clock.GetUtcNow());
            Assert.False((await s.GetRequiredService<UserManager<Account>>().CreateAsync(account, IdentityService.Password)).Succeeded);
            return account;
        });
        await ChangeAsync(first, a => a.GivenName = "Anna");
        await service.Announced.OfAsync(first.Id, 2);

        Assert.Empty(service.Announced.Of(second.Id));
    }

    [Fact]
    public async Task ChangeThatLosesARace_AnnouncesNothing()
    {
        var account = await service.AccountAsync();

        await service.InScopeAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Account>>();
            var stale = (await accounts.FindByIdAsync(account.Id.ToString()))!;
            await ChangeAsync(account, a => a.GivenName = "Quick");
            stale.GivenName = "Slow";
            Assert.Equal("ConcurrencyFailure", (await accounts.UpdateAsync(stale)).Errors.Single().Code);
            return true;
        });
        await ChangeAsync(account, a => a.FamilyName = "Last");

        Assert.Equal([null, "Quick", "Quick"], (await service.Announced.OfAsync(account.Id, 3)).Select(e => e["data"]!.Text("givenName")));
    }

    private Task<IdentityResult> ChangeAsync(Account account, Action<Account> change) => service.InScopeAsync(async s =>
    {
        var accounts = s.GetRequiredService<UserManager<Account>>();
        var stored = (await accounts.FindByIdAsync(account.Id.ToString()))!;
        change(stored);
        var result = await accounts.UpdateAsync(stored);
        Assert.True(result.Succeeded, result.ToString());
        return result;
    });
}
