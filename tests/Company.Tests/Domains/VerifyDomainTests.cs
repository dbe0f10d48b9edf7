using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>The record is looked for in a real DNS server, which answers well and badly.</summary>
public sealed class VerifyDomainTests(CompanyService service)
{
    [Fact]
    public async Task Verification_SaysWhatIsMissingUntilTheRecordIsThere()
    {
        var domain = await service.Api.DomainAsync(await service.CompanyAsync());

        var missing = await service.Api.VerifyAsync(domain);
        service.Dns.Publish(domain.RecordName, "v=spf1 -all", domain.RecordValue[..^1]);
        var different = await service.Api.VerifyAsync(domain);
        service.Dns.Publish(domain.RecordName, "v=spf1 -all", domain.RecordValue);
        var verified = await service.Api.VerifyAsync(domain);

        Assert.Equal(("pending", "recordMissing"), (missing.Text("status"), missing.Text("failure")));
        Assert.NotNull(missing["checkedAt"]);
        Assert.Null(missing["verifiedAt"]);
        Assert.Equal(("pending", "recordDiffers"), (different.Text("status"), different.Text("failure")));
        Assert.Equal(("verified", null), (verified.Text("status"), verified.Text("failure")));
        Assert.NotNull(verified["verifiedAt"]);
        Assert.Equal(domain.RecordValue, verified["record"]!.Text("value"));
    }

    [Fact]
    public async Task Record_OfAnotherCompanyProvesNothing()
    {
        var (first, second) = (await service.Api.DomainAsync(await service.CompanyAsync()), await service.CompanyAsync());
        var other = await service.Api.DomainAsync(second, first.Name);
        service.Dns.Publish(first.RecordName, first.RecordValue);

        Assert.Equal("recordDiffers", (await service.Api.VerifyAsync(other)).Text("failure"));
    }

    [Fact]
    public async Task Record_AtTheDomainItselfOrAboveItProvesNothing()
    {
        var domain = await service.Api.DomainAsync(await service.CompanyAsync());
        service.Dns.Publish(domain.Name, domain.RecordValue);
        service.Dns.Publish("_saasplatform-challenge.example.com", domain.RecordValue);

        Assert.Equal("recordMissing", (await service.Api.VerifyAsync(domain)).Text("failure"));
    }

    [Fact]
    public async Task Record_InPiecesOrAmongManyIsFound()
    {
        var company = await service.CompanyAsync();
        var (pieces, quoted, many) = (await service.Api.DomainAsync(company), await service.Api.DomainAsync(company), await service.Api.DomainAsync(company));
        service.Dns.PublishInPieces(pieces.RecordName, pieces.RecordValue[..9], "", pieces.RecordValue[9..]);
        service.Dns.Publish(quoted.RecordName, $"\"{quoted.RecordValue}\" ");
        service.Dns.Publish(many.RecordName, [.. Enumerable.Range(0, 40).Select(i => new string('x', 200) + i), many.RecordValue]);
        service.Dns.Misbehave(many.RecordName, "truncated");

        foreach (var domain in new[] { pieces, quoted, many })
            Assert.Equal("verified", (await service.Api.VerifyAsync(domain)).Text("status"));
    }

    [Fact]
    public async Task Question_ThatGotLostIsAskedAgain()
    {
        var domain = await service.Api.DomainAsync(await service.CompanyAsync());
        service.Dns.Publish(domain.RecordName, domain.RecordValue);
        service.Dns.Misbehave(domain.RecordName, "first one lost");

        Assert.Equal("verified", (await service.Api.VerifyAsync(domain)).Text("status"));
        Assert.Equal(2, service.Dns.Asked(domain.RecordName));
    }

    [Fact]
    public async Task DomainOfTwoCompanies_IsVerifiedByOne_HoweverManyAskAtOnce()
    {
        var name = TestDomains.NewName();
        var domains = new List<TestDomain>();
        for (var i = 0; i < 4; i++)
            domains.Add(await service.Api.DomainAsync(await service.CompanyAsync(), name));
        service.Dns.Publish(domains[0].RecordName, [.. domains.Select(d => d.RecordValue)]);

        var answers = await Task.WhenAll(domains.Select(async domain =>
        {
            using var owner = service.SignedInAs(domain.Company.Owner);
            using var response = await owner.PostEmptyAsync($"{domain.Path}/verify", ifMatch: null);
            return response.StatusCode == HttpStatusCode.OK ? (await response.JsonAsync()).Text("status") : await response.ProblemAsync();
        }));

        Assert.Equal([.. Enumerable.Repeat("409 application/problem+json domain_taken", 3), "verified"], answers.Order());
    }

    [Fact]
    public async Task DomainOfAnotherCompany_IsVerifiedOnceThatCompanyHasRemovedIt()
    {
        var first = await service.Api.VerifiedDomainAsync(service.Dns, await service.CompanyAsync());
        var second = await service.Api.DomainAsync(await service.CompanyAsync(), first.Name);
        service.Dns.Publish(first.RecordName, first.RecordValue, second.RecordValue);
        using var owner = service.SignedInAs(first.Company.Owner);
        using var other = service.SignedInAs(second.Company.Owner);
        using var taken = await other.PostEmptyAsync($"{second.Path}/verify", ifMatch: null);
        using var got = await owner.GetAsync(new Uri(first.Path, UriKind.Relative));

        using var removed = await owner.DeleteAsync(first.Path, got.ETag());

        Assert.Equal("409 application/problem+json domain_taken", await taken.ProblemAsync());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("verified", (await service.Api.VerifyAsync(second)).Text("status"));
    }

    [Fact]
    public async Task Verification_IsLimited()
    {
        await using var scene = await DomainScene.StartAsync(("RateLimits:domain-verifications:PermitLimit", "2"));
        var domain = await scene.Api.DomainAsync(await scene.CompanyAsync());
        await scene.Api.VerifyAsync(domain);
        await scene.Api.VerifyAsync(domain);
        using var owner = scene.Api.SignedInAs(domain.Company.Owner, CompanyService.ReadAndWrite);

        using var refused = await owner.PostEmptyAsync($"{domain.Path}/verify", ifMatch: null);

        Assert.Equal("429 application/problem+json rate_limited", await refused.ProblemAsync());
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(2, scene.Dns.Asked(domain.RecordName));
    }
}
