using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>A DNS server that does not answer, or answers with nonsense, says nothing about a domain.</summary>
public sealed class DnsOutageTests
{
    public static TheoryData<string> Nonsense =>
        ["silent", "server failure", "refused", "garbage", "garbage after the header", "cut off", "nothing", "another id", "truncated, then closed"];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_IsNeitherAProofNorTheLackOfOne(string how)
    {
        await using var scene = await DomainScene.StartAsync(("Dns:TimeoutMilliseconds", "300"), ("Dns:TotalMilliseconds", "2000"));
        var company = await scene.CompanyAsync();
        var domain = await scene.Api.DomainAsync(company);
        scene.Dns.Publish(domain.RecordName, domain.RecordValue);
        scene.Dns.Misbehave(domain.RecordName, how);

        var answer = await scene.Api.VerifyAsync(domain);

        Assert.Equal(("pending", "dnsUnavailable"), (answer.Text("status"), answer.Text("failure")));
        Assert.Empty(await scene.SystemEntriesAsync(company));
    }

    [Fact]
    public async Task SecondServer_IsAskedWhereTheFirstIsDown()
    {
        // Nobody listens there.
        await using var scene = await DomainScene.StartAsync(("Dns:Servers:0", "127.0.0.1:1"), ("Dns:TimeoutMilliseconds", "500"));

        await scene.Api.VerifiedDomainAsync(scene.Dns, await scene.CompanyAsync());
    }

    [Fact]
    public async Task EmptyAnswer_IsTheLackOfTheRecord()
    {
        await using var scene = await DomainScene.StartAsync();
        var domain = await scene.Api.DomainAsync(await scene.CompanyAsync());
        scene.Dns.Misbehave(domain.RecordName, "empty");

        Assert.Equal("recordMissing", (await scene.Api.VerifyAsync(domain)).Text("failure"));
    }
}
