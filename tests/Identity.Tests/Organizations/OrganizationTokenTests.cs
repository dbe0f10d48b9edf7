using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Organizations;

/// <summary>Tokens for one company: who gets them, what they say, and that nothing of it stays in a refresh token.</summary>
public sealed class OrganizationTokenTests(IdentityService service)
{
    private CodeFlow Flow() => new(service, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" });

    [Fact]
    public async Task OnlyCompany_IsTakenWithoutAsking()
    {
        var account = await service.AccountAsync();
        var company = service.Companies.Add(account.Id, "ООО «Одна»", "admin", "company.update");
        using var browser = await service.SignedInAsync(account);

        var tokens = await Flow().TokensAsync(browser);

        var (_, access) = await TokenReader.ReadAsync(service, tokens.AccessToken);
        Assert.Equal((company.ToString(), """["admin"]""", """["members.read","company.update"]"""), (access["org_id"]!.ToString(), List(access["org_roles"]), List(access["permissions"])));
        Assert.Null(access["org_name"]);
        var (_, id) = await TokenReader.ReadAsync(service, tokens.IdToken);
        Assert.Equal((company.ToString(), "ООО «Одна»", """["admin"]"""), (id["org_id"]!.ToString(), id["org_name"]!.ToString(), List(id["org_roles"])));
        Assert.Null(id["permissions"]);
    }

    [Fact]
    public async Task PersonOfNoCompany_SignsInWithoutOne()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var tokens = await Flow().TokensAsync(browser);

        var (_, access) = await TokenReader.ReadAsync(service, tokens.AccessToken);
        Assert.Null(access["org_id"]);
    }

    [Fact]
    public async Task ClientThatDoesNotAskForCompanies_GetsTokensForNone()
    {
        var account = await service.AccountAsync();
        service.Companies.Add(account.Id, "ООО «Одна»");
        using var browser = await service.SignedInAsync(account);

        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var (_, access) = await TokenReader.ReadAsync(service, tokens.AccessToken);
        Assert.Null(access["org_id"]);
    }

    [Fact]
    public async Task Permissions_AreToldToTheApiTheyAreAbout()
    {
        var account = await service.AccountAsync();
        service.Companies.Add(account.Id, "ООО «Одна»", "admin", "company.update");
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();

        var reply = await flow.ExchangeAsync(await flow.CodeAsync(browser), ("resource", "http://localhost:8002"));

        var (_, access) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.NotNull(access["org_id"]);
        Assert.Null(access["permissions"]);
    }

    [Fact]
    public async Task NamedCompany_IsTakenOfSeveral_AndIsTheDefaultOfTheAuthorization()
    {
        var (account, first, second) = await MemberOfTwoAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();

        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("organization", second.ToString())));

        Assert.Equal(second, await OrganizationOfAsync(tokens));
        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);
        Assert.Equal(second, await OrganizationOfAsync(refreshed));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Refreshing_SwitchesToAnotherCompany_ForThisExchangeAlone()
    {
        var (account, first, second) = await MemberOfTwoAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("organization", first.ToString())));

        var switched = await RefreshAsync(tokens.RefreshToken, second);
        var omitted = await RefreshAsync(switched.RefreshToken, organization: null);
        var without = await flow.RefreshAsync(omitted.RefreshToken, scope: "openid companies.read");

        Assert.Equal((second, first, null), (await OrganizationOfAsync(switched), await OrganizationOfAsync(omitted), await OrganizationOfAsync(without)));
        var stored = await service.InDatabaseAsync(db => db.Tokens.AsNoTracking().Where(t => t.Subject == account.Id.ToString()).Select(t => t.Payload).ToListAsync());
        Assert.All(stored, p => Assert.DoesNotContain(second.ToString(), p ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ParallelRefreshes_NamingDifferentCompanies_ShareOneSuccessor()
    {
        var (account, first, second) = await MemberOfTwoAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("organization", first.ToString())));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => RefreshAsync(tokens.RefreshToken, i % 2 == 0 ? first : second))));

        Assert.All(replies, r => Assert.Equal("200", r.Outcome));
        Assert.Single(replies.Select(r => r.RefreshToken).Distinct());
        for (var i = 0; i < replies.Length; i++)
            Assert.Equal(i % 2 == 0 ? first : second, await OrganizationOfAsync(replies[i]));
    }

    [Fact]
    public async Task MemberWhoWasRemoved_GetsNoMoreTokensForThatCompany_AndKeepsTheOthers()
    {
        var (account, first, second) = await MemberOfTwoAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("organization", first.ToString())));

        service.Companies.Remove(account.Id, first);

        Assert.Equal("400 access_denied", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        Assert.Equal("400 access_denied", (await RefreshAsync(tokens.RefreshToken, first)).Outcome);
        var other = await RefreshAsync(tokens.RefreshToken, second);
        Assert.Equal(("200", second), (other.Outcome, await OrganizationOfAsync(other)));
        var answer = await browser.GetAsync(flow.Url(("organization", first.ToString())));
        Assert.Equal("access_denied", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0199d3f0-0000-7000-8000-000000000000")]
    [InlineData("{0199d3f0-0000-7000-8000-000000000000}")]
    public async Task CompanyThatIsNotThePersons_IsRefused(string organization)
    {
        var account = await service.AccountAsync();
        service.Companies.Add(account.Id, "ООО «Одна»");
        using var browser = await service.SignedInAsync(account);
        var flow = Flow();
        var tokens = await flow.TokensAsync(browser);

        var answer = await browser.GetAsync(flow.Url(("organization", organization)));
        var reply = await service.PostAsync("/connect/token", TestClients.Web, ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken), ("organization", organization));

        Assert.Equal("access_denied", CodeFlow.Parameters(answer.Location)["error"]);
        Assert.Equal("400 access_denied", reply.Outcome);
        Assert.Equal("200", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task CompanyWithoutTheScope_IsRefused()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.TokensAsync(browser);

        var answer = await browser.GetAsync(flow.Url(("organization", Guid.NewGuid().ToString())));

        Assert.Equal("invalid_request", CodeFlow.Parameters(answer.Location)["error"]);
        Assert.Equal("400 invalid_request", (await RefreshAsync(tokens.RefreshToken, Guid.NewGuid())).Outcome);
    }

    [Theory]
    [InlineData(CompanyApiState.Refuses)]
    [InlineData(CompanyApiState.Fails)]
    [InlineData(CompanyApiState.SpeaksGarbage)]
    [InlineData(CompanyApiState.IsCutOff)]
    public async Task CompanyApiDown_TokenForACompanyWaitsAndConsumesNothing_AndPlainSignInGoesOn(CompanyApiState state)
    {
        await using var own = await IdentityService.StartOwnAsync(("ServiceCalls:RetryMilliseconds", "1"));
        var account = await own.AccountAsync();
        var company = own.Companies.Add(account.Id, "ООО «Одна»");
        using var browser = await own.SignedInAsync(account);
        var flow = new CodeFlow(own, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" });
        var tokens = await flow.TokensAsync(browser);
        var code = await flow.CodeAsync(browser);

        own.Companies.State = state;
        var refused = await own.WhileTimePassesAsync(flow.RefreshAsync(tokens.RefreshToken));
        var refusedCode = await own.WhileTimePassesAsync(flow.ExchangeAsync(code));
        var named = await own.WhileTimePassesAsync(browser.GetAsync(flow.Url(("organization", company.ToString()))));
        var plain = await flow.RefreshAsync(tokens.RefreshToken, scope: "openid companies.read");
        var next = new CodeFlow(own, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" });
        var again = await next.ExchangeAsync(await own.WhileTimePassesAsync(next.CodeAsync(browser)));

        Assert.Equal(("503 temporarily_unavailable", "503 temporarily_unavailable"), (refused.Outcome, refusedCode.Outcome));
        Assert.Equal("temporarily_unavailable", CodeFlow.Parameters(named.Location)["error"]);
        Assert.Equal("200", plain.Outcome);
        Assert.Null((await TokenReader.ReadAsync(own, again.AccessToken)).Payload["org_id"]);

        own.Companies.State = CompanyApiState.Works;
        // The circuit is open for some seconds after so many failures.
        own.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("200", (await flow.ExchangeAsync(code)).Outcome);
        Assert.Equal("200", (await flow.RefreshAsync(plain.RefreshToken)).Outcome);
    }

    [Fact]
    public async Task ServiceWithTheSameKeyThatStops_TakesNothingFromTheOthers()
    {
        var first = await IdentityService.StartOwnAsync();
        using var early = await SignedInAsync(first);
        Assert.True(await AsksTheCompanyApiAsync(first, early));
        await using var second = await IdentityService.StartOwnAsync();
        using var late = await SignedInAsync(second);
        Assert.True(await AsksTheCompanyApiAsync(second, late));

        await first.DisposeAsync();

        // So long that identity's own token has to be asked for again, with a signature.
        second.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.True(await AsksTheCompanyApiAsync(second, late));

        static async Task<Browser> SignedInAsync(IdentityService service)
        {
            var account = await service.AccountAsync();
            service.Companies.Add(account.Id, "ООО «Одна»");
            // What is announced of the account asks for tokens too: that is over.
            await service.Announced.OfAsync(account.Id, 1);
            return await service.SignedInAsync(account);
        }

        static async Task<bool> AsksTheCompanyApiAsync(IdentityService service, Browser browser)
        {
            var tokens = await new CodeFlow(service, TestClients.Web with { Scope = TestClients.Web.Scope + " organization" }).TokensAsync(browser);
            return (await TokenReader.ReadAsync(service, tokens.AccessToken)).Payload["org_id"] is not null;
        }
    }

    private async Task<(Account Account, Guid First, Guid Second)> MemberOfTwoAsync()
    {
        var account = await service.AccountAsync();
        return (account, service.Companies.Add(account.Id, "ООО «Первая»"), service.Companies.Add(account.Id, "ООО «Вторая»"));
    }

    private Task<Reply> RefreshAsync(string? refreshToken, Guid? organization) => service.PostAsync(
        "/connect/token", TestClients.Web, ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("organization", organization?.ToString()));

    private async Task<Guid?> OrganizationOfAsync(Reply reply) =>
        (await TokenReader.ReadAsync(service, reply.AccessToken)).Payload["org_id"] is { } id ? Guid.Parse(id.ToString()) : null;

    private static string List(JsonNode? claim) => System.Text.RegularExpressions.Regex.Unescape(claim is JsonArray ? claim.ToJsonString() : $"[{claim?.ToJsonString()}]");
}
