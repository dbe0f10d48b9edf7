using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Ownership;

public sealed class OwnershipTests(CompanyService service)
{
    [Fact]
    public async Task Company_IsHandedOverInOneStepOnceTheMemberAccepts()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);
        using var member = service.SignedInAs(company.Others[0]);

        using var offered = await OfferAsync(owner, company, company.Others[0]);
        Assert.Equal(HttpStatusCode.OK, offered.StatusCode);
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[company.Others[0]]);
        using var seen = await member.GetAsync(new Uri($"{company.Path}/ownership-offer", UriKind.Relative));
        Assert.Equal((company.Owner.ToString(), company.Others[0].ToString()), ((await seen.JsonAsync()).Text("fromAccountId"), (await seen.JsonAsync()).Text("toAccountId")));

        using var accepted = await member.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null);

        Assert.Equal((HttpStatusCode.OK, "owner"), (accepted.StatusCode, (await accepted.JsonAsync()).Text("role")));
        var roles = await service.RolesAsync(company.Id);
        Assert.Equal((MemberRole.Owner, MemberRole.Admin), (roles[company.Others[0]], roles[company.Owner]));
        using var again = await member.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null);
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
    }

    [Theory]
    [InlineData("by the owner")]
    [InlineData("by the member")]
    [InlineData("by time")]
    [InlineData("by another offer")]
    public async Task OfferThatEnded_CannotBeAccepted(string how)
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var member = service.SignedInAs(company.Others[0]);
        using var offered = await OfferAsync(owner, company, company.Others[0]);

        switch (how)
        {
            case "by the owner":
                using (var withdrawn = await owner.DeleteAsync(new Uri($"{company.Path}/ownership-offer", UriKind.Relative)))
                    Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
                break;
            case "by the member":
                using (var declined = await member.DeleteAsync(new Uri($"{company.Path}/ownership-offer", UriKind.Relative)))
                    Assert.Equal(HttpStatusCode.NoContent, declined.StatusCode);
                break;
            case "by another offer":
                using (var other = await OfferAsync(owner, company, company.Others[1]))
                    Assert.Equal(HttpStatusCode.OK, other.StatusCode);
                break;
            default:
                await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.OwnershipOffers.Where(o => o.CompanyId == Guid.Parse(company.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(o => o.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1))));
                break;
        }

        using var response = await member.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null);

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[company.Others[0]]);
    }

    [Fact]
    public async Task OfferOfSomebodyWhoIsNoLongerOwner_IsVoid()
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Owner);
        using var owner = service.SignedInAs(company.Owner);
        using var second = service.SignedInAs(company.Others[1]);
        using var member = service.SignedInAs(company.Others[0]);
        using var offered = await OfferAsync(owner, company, company.Others[0]);
        using var demoted = await second.PatchJsonAsync(company.MemberPath(company.Owner), new { role = "member" }, "\"1\"");

        using var response = await member.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null);

        Assert.Equal("409 application/problem+json offer_void", await response.ProblemAsync());
    }

    [Fact]
    public async Task OfferToSomebodyElse_IsRefused()
    {
        var company = await service.CompanyAsync(MemberRole.Owner);
        using var owner = service.SignedInAs(company.Owner);

        using var stranger = await OfferAsync(owner, company, Guid.CreateVersion7());
        using var ownerAlready = await OfferAsync(owner, company, company.Others[0]);

        Assert.Equal(("400 application/problem+json validation_failed", "accountId"), (await stranger.ProblemAsync(), await stranger.WrongFieldsAsync()));
        Assert.Equal("409 application/problem+json already_owner", await ownerAlready.ProblemAsync());
    }

    [Fact]
    public async Task AcceptedManyTimesAtOnce_HappensOnce()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);
        using var member = service.SignedInAs(company.Others[0]);
        using var offered = await OfferAsync(owner, company, company.Others[0]);

        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => member.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null)));

        Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, responses.Count(r => r.StatusCode == HttpStatusCode.NotFound));
    }

    private static Task<HttpResponseMessage> OfferAsync(HttpClient client, TestCompany company, Guid to) =>
        client.SendJsonAsync(HttpMethod.Put, $"{company.Path}/ownership-offer", new { accountId = to });
}
