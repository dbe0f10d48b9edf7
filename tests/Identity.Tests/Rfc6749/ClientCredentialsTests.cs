using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

public sealed class ClientCredentialsTests(IdentityService service)
{
    private Task<Reply> TokenAsync(TestClient client, string? scope, params (string Name, string? Value)[] more) =>
        service.PostAsync("/connect/token", client, [("grant_type", "client_credentials"), ("scope", scope), .. more]);

    [Fact]
    public async Task Token_SpeaksForTheClientItself()
    {
        var reply = await TokenAsync(TestClients.Machine, "partners.read");

        Assert.Equal(("200", "Bearer", "900"), (reply.Outcome, reply["token_type"], reply["expires_in"]));
        Assert.Null(reply.RefreshToken);
        Assert.Null(reply.IdToken);
        var (header, claims) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.Equal("at+jwt", header["typ"]!.ToString());
        Assert.Equal(("machine", "machine", "http://localhost:8003", "partners.read"), (claims["sub"]!.ToString(), claims["client_id"]!.ToString(), claims["aud"]!.ToString(), claims["scope"]!.ToString()));
    }

    [Fact]
    public async Task Resource_NarrowsTheAudience()
    {
        var reply = await TokenAsync(TestClients.Machine, "partners.read companies.read", ("resource", "http://localhost:8001"));

        var (_, claims) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.Equal("http://localhost:8001", claims["aud"]!.ToString());
    }

    [Fact]
    public async Task Resource_UnknownIsRefused() =>
        Assert.Equal("400 invalid_target", (await TokenAsync(TestClients.Machine, "partners.read", ("resource", "https://elsewhere.example"))).Outcome);

    [Theory]
    [InlineData("partners.read")]
    [InlineData(null)]
    public async Task Resource_ThatTheScopesDoNotReachIsRefused(string? scope) =>
        Assert.Equal("400 invalid_target", (await TokenAsync(TestClients.Machine, scope, ("resource", "http://localhost:8001"))).Outcome);

    [Theory]
    [InlineData("partners.write", "400 invalid_scope")]
    [InlineData("internal.accounts", "400 invalid_scope")]
    [InlineData("nonsense", "400 invalid_scope")]
    [InlineData("offline_access", "400 invalid_request")]
    [InlineData("openid", "400 invalid_scope")]
    [InlineData("openid partners.read", "400 invalid_scope")]
    public async Task Scope_NotPermittedIsRefused(string scope, string outcome) =>
        Assert.Equal(outcome, (await TokenAsync(TestClients.Machine, scope)).Outcome);

    [Fact]
    public async Task WrongSecret_IsRefusedWithAChallenge()
    {
        var reply = await TokenAsync(TestClients.Machine with { Secret = TestClients.NewSecret() }, "partners.read");

        Assert.Equal("401 invalid_client", reply.Outcome);
        Assert.StartsWith("Basic", reply.Headers["WWW-Authenticate"]);
        Assert.StartsWith("application/json", reply.Headers["Content-Type"]);
    }

    [Fact]
    public async Task PublicClient_IsRefused() =>
        Assert.Equal("400 invalid_request", (await TokenAsync(TestClients.Docs, "companies.read")).Outcome);

    [Fact]
    public async Task UnknownClient_IsRefused() =>
        Assert.Equal("401 invalid_client", (await TokenAsync(new("nobody", TestClients.NewSecret(), "", ""), null)).Outcome);

    [Fact]
    public async Task Secret_IsStoredHashed()
    {
        var stored = await service.InDatabaseAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == "machine"));

        Assert.DoesNotContain(TestClients.Machine.Secret!, stored.ClientSecret);
        Assert.True(stored.ClientSecret!.Length > 40);
    }

    [Fact]
    public async Task Secret_ThatWasReplacedNoLongerCounts()
    {
        await using var own = await IdentityService.StartOwnAsync();
        (string, string?)[] request = [("grant_type", "client_credentials")];
        Assert.Equal("200", (await own.PostAsync("/connect/token", TestClients.Machine, request)).Outcome);
        var replaced = TestClients.NewSecret();
        await own.ApplyAsync(TestClients.All.Single(c => c.ClientId == "machine") with { Secret = replaced });

        Assert.Equal("401 invalid_client", (await own.PostAsync("/connect/token", TestClients.Machine, request)).Outcome);
        Assert.Equal("200", (await own.PostAsync("/connect/token", TestClients.Machine with { Secret = replaced }, request)).Outcome);
    }

    [Fact]
    public async Task RateLimit_AnswersInTheFormOfTheProtocol()
    {
        await using var own = await IdentityService.StartOwnAsync(("RateLimits:token:PermitLimit", "1"), ("RateLimits:token:WindowSeconds", "3600"));
        await own.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"));

        var reply = await own.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"));

        Assert.Equal("429 temporarily_unavailable", reply.Outcome);
        Assert.True(int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.StartsWith("application/json", reply.Headers["Content-Type"]);
    }
}
