using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

public sealed class CodeExchangeTests(IdentityService service)
{
    [Fact]
    public async Task Code_BringsSignedTokensWithTheRightContent()
    {
        var account = await service.AccountAsync(a =>
        {
            (a.GivenName, a.FamilyName, a.Locale, a.ZoneInfo, a.EmailConfirmed) = ("Anna", "Petrova", "ru", "Europe/Moscow", true);
            a.PhoneNumber = "+79161234567";
        });
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var now = service.Clock.GetUtcNow().ToUnixTimeSeconds();

        var reply = await flow.TokensAsync(browser);

        Assert.Equal(("Bearer", "900"), (reply["token_type"], reply["expires_in"]));
        Assert.Contains("no-store", reply.Headers["Cache-Control"]);
        var (header, access) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.Equal(("at+jwt", "RS256"), (header["typ"]!.ToString(), header["alg"]!.ToString()));
        Assert.Equal((IdentityService.Issuer, account.Id.ToString(), "web"), (access["iss"]!.ToString(), access["sub"]!.ToString(), access["client_id"]!.ToString()));
        Assert.Equal("""["http://localhost:8001","http://localhost:8002"]""", JsonSerializer.Serialize(access["aud"]));
        Assert.Equal(TestClients.Web.Scope, access["scope"]!.ToString());
        Assert.Equal(now + 900, access["exp"]!.GetValue<long>());
        Assert.DoesNotContain("email", access.Select(c => c.Key));

        var (_, id) = await TokenReader.ReadAsync(service, reply.IdToken);
        Assert.Equal(("web", flow.Nonce, account.Id.ToString()), (id["aud"]!.ToString(), id["nonce"]!.ToString(), id["sub"]!.ToString()));
        Assert.Equal(("Anna Petrova", "Anna", "Petrova", "ru", "Europe/Moscow"), (id["name"]!.ToString(), id["given_name"]!.ToString(), id["family_name"]!.ToString(), id["locale"]!.ToString(), id["zoneinfo"]!.ToString()));
        Assert.Equal((account.Email, true, now), (id["email"]!.ToString(), id["email_verified"]!.GetValue<bool>(), id["auth_time"]!.GetValue<long>()));
        Assert.Equal(account.UpdatedAt.ToUnixTimeSeconds(), id["updated_at"]!.GetValue<long>());
        Assert.NotNull(id["at_hash"]);
        Assert.Matches("^[0-9a-f]{32}$", id["sid"]!.ToString());
        Assert.DoesNotContain("phone_number", id.Select(c => c.Key));
        Assert.Matches(@"^[A-Za-z0-9_-]{43}\.e30$", reply.RefreshToken);
        var stored = await service.InDatabaseAsync(db => db.Tokens.AsNoTracking().Where(t => t.Subject == account.Id.ToString() && t.Type!.EndsWith("refresh_token")).SingleAsync());
        Assert.NotEqual(reply.RefreshToken, stored.ReferenceId);
    }

    [Fact]
    public async Task ThirdParty_GetsNoProfileInTheIdToken()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Shop);
        await browser.SubmitAsync((await browser.GetAsync(flow.Url())).Location!, "Accept");

        var reply = await flow.TokensAsync(browser);

        var (_, id) = await TokenReader.ReadAsync(service, reply.IdToken);
        Assert.DoesNotContain("email", id.Select(c => c.Key));
        Assert.DoesNotContain("name", id.Select(c => c.Key));
    }

    [Fact]
    public async Task PublicClient_ExchangesWithItsVerifierAlone()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var reply = await new CodeFlow(service, TestClients.Docs).TokensAsync(browser);

        Assert.Null(reply.RefreshToken);
        var (_, access) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.Equal("http://localhost:8001", access["aud"]!.ToString());
    }

    [Theory]
    [InlineData("code_verifier", null, "400 invalid_request")]
    [InlineData("code_verifier", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "400 invalid_grant")]
    [InlineData("redirect_uri", null, "400 invalid_request")]
    [InlineData("redirect_uri", "http://localhost:3000/other", "400 invalid_grant")]
    [InlineData("code", "nonsense", "400 invalid_grant")]
    [InlineData("code", null, "400 invalid_request")]
    [InlineData("grant_type", "password", "400 unsupported_grant_type")]
    [InlineData("grant_type", "client_credentials", "400 unauthorized_client")]
    public async Task Exchange_ThatIsWrongIsRefused(string parameter, string? value, string outcome)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);

        var reply = await flow.ExchangeAsync(await flow.CodeAsync(browser), (parameter, value));

        Assert.Equal(outcome, reply.Outcome);
        Assert.Null(reply.AccessToken);
    }

    [Fact]
    public async Task Code_OfAnotherClientIsRefused()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var code = await new CodeFlow(service, TestClients.Web).CodeAsync(browser);

        var reply = await new CodeFlow(service, TestClients.Docs).ExchangeAsync(code);

        Assert.Equal("400 invalid_grant", reply.Outcome);
    }

    [Fact]
    public async Task Code_UsedTwiceEndsWhatItBrought()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var code = await flow.CodeAsync(browser);
        var tokens = await flow.ExchangeAsync(code);

        var replay = await flow.ExchangeAsync(code);

        Assert.Equal("400 invalid_grant", replay.Outcome);
        Assert.Equal("400 invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken)).Outcome);
        var statuses = await service.InDatabaseAsync(db => db.Tokens.Where(t => t.Subject == account.Id.ToString()).Select(t => t.Status).Distinct().ToListAsync());
        Assert.Equal(["revoked"], statuses);
    }

    [Fact]
    public async Task Code_LivesOneMinute()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        var flow = new CodeFlow(own, TestClients.Web);
        var code = await flow.CodeAsync(browser);

        own.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("400 invalid_grant", (await flow.ExchangeAsync(code)).Outcome);
    }

    [Fact]
    public async Task WrongSecret_IsRefusedWithAChallenge()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Web);
        var code = await flow.CodeAsync(browser);

        var reply = await new CodeFlow(service, TestClients.Web with { Secret = TestClients.NewSecret() }).ExchangeAsync(code, ("code_verifier", flow.Verifier));

        Assert.Equal("401 invalid_client", reply.Outcome);
        Assert.StartsWith("Basic", reply.Headers["WWW-Authenticate"]);
        Assert.Equal("200", (await flow.ExchangeAsync(code)).Outcome);
    }
}
