using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>The records of verified domains are looked at again and again.</summary>
public sealed class DomainRecheckTests
{
    [Theory]
    [InlineData(null, "Домен {0} больше не подтверждён")]
    [InlineData("en-GB", "The domain {0} is no longer verified")]
    public async Task RecordThatStaysAway_EndsTheVerificationAfterTheGraceAndTellsTheOwners(string? locale, string title)
    {
        await using var scene = await DomainScene.StartAsync();
        var company = await scene.CompanyAsync(locale);
        var domain = await scene.Api.VerifiedDomainAsync(scene.Dns, company);
        scene.Dns.Withdraw(domain.RecordName);

        scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await scene.RecheckAsync());
        var missing = await scene.GetAsync(domain);
        Assert.Equal(("verified", "recordMissing"), (missing.Text("status"), missing.Text("failure")));
        Assert.NotNull(missing["lapsesAt"]);
        Assert.Equal(0, await scene.RecheckAsync());

        scene.Clock.Advance(TimeSpan.FromDays(4));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(scene.RecheckAsync)));

        var lapsed = await scene.GetAsync(domain);
        Assert.Equal(("pending", "recordMissing", null, null), (lapsed.Text("status"), lapsed.Text("failure"), lapsed["verifiedAt"], lapsed["lapsesAt"]));
        Assert.Equal(["domain.lapsed by domain_check"], await scene.SystemEntriesAsync(company));
        var mail = Assert.Single(await scene.MailsAsync());
        Assert.Equal($"{company.Owner}@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Contains(string.Format(null, title, domain.Name), mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(domain.RecordName, mail.TextBody, StringComparison.Ordinal);

        scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await scene.RecheckAsync());
    }

    [Fact]
    public async Task RecordThatComesBackInTime_LeavesTheDomainVerified()
    {
        await using var scene = await DomainScene.StartAsync();
        var company = await scene.CompanyAsync();
        var domain = await scene.Api.VerifiedDomainAsync(scene.Dns, company);
        scene.Dns.Publish(domain.RecordName, "something else");
        scene.Clock.Advance(TimeSpan.FromDays(2));
        await scene.RecheckAsync();
        Assert.Equal("verified recordDiffers", await scene.StateAsync(domain));

        scene.Dns.Publish(domain.RecordName, domain.RecordValue);
        scene.Clock.Advance(TimeSpan.FromDays(4));
        await scene.RecheckAsync();

        Assert.Equal("verified", await scene.StateAsync(domain));
        Assert.Null((await scene.GetAsync(domain))["lapsesAt"]);
        Assert.Empty(await scene.SystemEntriesAsync(company));
        Assert.Empty(await scene.MailsAsync());
    }

    [Fact]
    public async Task OutageOfTheDns_EndsNoVerification()
    {
        await using var scene = await DomainScene.StartAsync();
        var domain = await scene.Api.VerifiedDomainAsync(scene.Dns, await scene.CompanyAsync());
        scene.Dns.Misbehave(domain.RecordName, "server failure");

        for (var week = 0; week < 3; week++)
        {
            scene.Clock.Advance(TimeSpan.FromDays(7));
            Assert.Equal(1, await scene.RecheckAsync());
        }

        Assert.Equal("verified dnsUnavailable", await scene.StateAsync(domain));
        Assert.Null((await scene.GetAsync(domain))["lapsesAt"]);
    }

    [Fact]
    public async Task Domains_AreLookedAtAboutOnceADayAndAFewATurn()
    {
        await using var scene = await DomainScene.StartAsync(("Domains:RecheckBatch", "2"));
        var company = await scene.CompanyAsync();
        for (var i = 0; i < 3; i++)
            await scene.Api.VerifiedDomainAsync(scene.Dns, company);
        await scene.Api.DomainAsync(company);

        scene.Clock.Advance(TimeSpan.FromHours(20));
        var early = await scene.RecheckAsync();
        scene.Clock.Advance(TimeSpan.FromHours(8));
        var turns = (await scene.RecheckAsync(), await scene.RecheckAsync(), await scene.RecheckAsync());

        Assert.Equal(0, early);
        Assert.Equal((2, 1, 0), turns);
    }

    [Fact]
    public async Task DomainThatAKilledWorkerHadBegun_IsLookedAtWhenTheLeaseEnds()
    {
        await using var scene = await DomainScene.StartAsync();
        var domain = await scene.Api.VerifiedDomainAsync(scene.Dns, await scene.CompanyAsync());
        scene.Clock.Advance(TimeSpan.FromDays(2));
        var begun = scene.Clock.GetUtcNow() + TimeSpan.FromMinutes(15);
        await scene.Api.InDatabaseAsync<CompanyDb, int>(db => db.Domains.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, begun)));

        Assert.Equal(0, await scene.RecheckAsync());
        scene.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await scene.RecheckAsync());
        Assert.Equal("verified", await scene.StateAsync(domain));
    }
}
