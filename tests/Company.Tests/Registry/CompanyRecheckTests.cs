using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>The register is asked again and again about companies.</summary>
public sealed class CompanyRecheckTests
{
    [Fact]
    public async Task ChangedStatus_LeavesOneEventOneMailAndOneEntry_HoweverManyWorkersAsk()
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var company = await scene.CheckedAsync(inn);
        await scene.MemberAsync(company, MemberRole.Admin);
        var first = await scene.GetAsync(company);
        scene.Becomes(inn, "LIQUIDATED", 1700006400000);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.RecheckAsync())));

        var after = await scene.GetAsync(company);
        Assert.Equal(("liquidated", "2023-11-15", "unverified"), (after.Text("registryStatus"), after.Text("registryStatusDate"), after.Text("verification")));
        Assert.True(DateTimeOffset.Parse(after.Text("registryCheckedAt")!, provider: null) >= DateTimeOffset.Parse(first.Text("registryCheckedAt")!, provider: null).AddDays(8));
        Assert.Equal([$"company.status_changed company:{company.Id} ? > active", $"company.status_changed company:{company.Id} active > liquidated"], await scene.EventsAsync());
        Assert.Equal(
            new JsonObject
            {
                ["companyId"] = company.Id,
                ["inn"] = inn,
                ["before"] = "active",
                ["after"] = "liquidated",
                ["statusDate"] = "2023-11-15",
                ["checkedAt"] = after.Text("registryCheckedAt"),
            }.ToJsonString(),
            scene.Receiver.Events[1]["data"]!.ToJsonString());
        Assert.Equal($"{company.Owner}@example.com", Assert.Single(await scene.MailsAsync()).To.Mailboxes.Single().Address);
        Assert.Equal(
            [
                "company.status_changed company by registry_check; registryStatus:  > active; verification: unverified > matched;",
                "company.status_changed company by registry_check; registryStatus: active > liquidated; registryStatusDate:  > 2023-11-15; verification: matched > unverified;",
            ],
            await scene.SystemEntriesAsync(company));
    }

    [Fact]
    public async Task UnchangedStatus_MovesTheDateOfTheCheckAlone()
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CheckedAsync(scene.Service.SomeCompany());
        var first = await scene.GetAsync(company);
        scene.Service.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(1, await scene.RecheckAsync());

        var second = await scene.GetAsync(company);
        Assert.NotEqual(first.Text("registryCheckedAt"), second.Text("registryCheckedAt"));
        first["registryCheckedAt"] = second.Text("registryCheckedAt");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Single(await scene.EventsAsync());
        Assert.Single(await scene.SystemEntriesAsync(company));
    }

    [Fact]
    public async Task CheckedCompany_IsAskedForAgainAboutAWeekLater()
    {
        await using var scene = await CheckScene.StartAsync();
        await scene.CheckedAsync(scene.Service.SomeCompany());

        scene.Service.Clock.Advance(TimeSpan.FromDays(6));
        var early = await scene.RecheckAsync();
        scene.Service.Clock.Advance(TimeSpan.FromDays(2));
        var due = await scene.RecheckAsync();

        Assert.Equal((0, 1, 2), (early, due, scene.Registry.Calls));
    }

    [Fact]
    public async Task ManyCompanies_AreAskedForAFewATurn()
    {
        await using var scene = await CheckScene.StartAsync(("Registry:RecheckBatch", "3"));
        for (var i = 0; i < 4; i++)
            await scene.CompanyAsync(scene.Service.SomeCompany());

        var turns = (await scene.RecheckAsync(), await scene.RecheckAsync(), await scene.RecheckAsync());

        Assert.Equal((3, 1, 0), turns);
        Assert.Equal(4, scene.Registry.Calls);
    }

    [Fact]
    public async Task UnknownNumber_IsAResult()
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CompanyAsync(TestNumbers.LegalEntityInn());

        await scene.RecheckAsync();

        Assert.Equal("notFound unverified", await scene.StateAsync(company));
        Assert.NotNull((await scene.GetAsync(company))["registryCheckedAt"]);
        Assert.Equal([$"company.status_changed company:{company.Id} ? > notFound"], await scene.EventsAsync());
        Assert.Empty(await scene.MailsAsync());
    }

    [Fact]
    public async Task CompanyThatIsArchivedOrForeign_IsNotAskedFor()
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var archived = await scene.CompanyAsync(inn);
        using var owner = scene.Service.Api.SignedInAs(archived.Owner, CompanyService.ReadAndWrite);
        using var done = await owner.PostEmptyAsync($"{archived.Path}/archive", "\"1\"");
        var foreignInn = scene.Service.SomeCompany();
        using var foreign = await owner.PostJsonAsync("/v1/companies", new { kind = "foreignCompany", inn = foreignInn, country = "KZ", registrationNumber = "123", fullName = CheckScene.Name });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (done.StatusCode, foreign.StatusCode));
        Assert.Equal("unverified", (await foreign.JsonAsync()).Text("verification"));

        Assert.Equal((0, 0), (await scene.RecheckAsync(), scene.Registry.Calls));

        using var restored = await owner.PostEmptyAsync($"{archived.Path}/restore", done.ETag());
        Assert.Equal((1, 1), (await scene.RecheckAsync(), scene.Registry.Calls));
    }

    [Fact]
    public async Task WithoutAReceiver_NoEventWaits()
    {
        await using var scene = await CheckScene.StartAsync(("CompanyEvents:Address", ""));
        var inn = scene.Service.SomeCompany();
        await scene.CheckedAsync(inn);
        scene.Becomes(inn, "REORGANIZING");

        await scene.RecheckAsync();

        Assert.Single(await scene.MailsAsync());
        Assert.Empty(await scene.EventsAsync());
    }

    [Fact]
    public async Task OfflineRegister_SaysWhatItsFileHas_AndNothingOfOthers()
    {
        await using var scene = await CheckScene.StartAsync(("Registry:Provider", "Offline"), ("Registry:OfflineFile", Path.Combine(AppContext.BaseDirectory, "Registry", "registry.json")));
        var known = await scene.CompanyAsync("7707083893", "ПАО Сбербанк", kpp: "773601001");
        var other = await scene.CompanyAsync(TestNumbers.LegalEntityInn());
        var entered = (await scene.StateAsync(known), await scene.StateAsync(other));

        var turns = (await scene.RecheckAsync(), await scene.RecheckAsync());

        Assert.Equal(("active matched", "? unverified"), entered);
        Assert.Equal((1, 0), turns);
        Assert.Equal("? unverified", await scene.StateAsync(other));
        Assert.Null((await scene.GetAsync(other))["registryCheckedAt"]);
    }
}
