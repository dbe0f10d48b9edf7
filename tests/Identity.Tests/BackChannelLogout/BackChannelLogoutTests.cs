using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.BackChannelLogout;

/// <summary>Clients are told when a session ends in which they took part.</summary>
public sealed class BackChannelLogoutTests(IdentityService service)
{
    private const string WebReceiver = "http://localhost:3000/api/backchannel-logout";

    [Fact]
    public async Task SignOut_TellsEveryClientOfTheSessionOnceWithAGenuineToken()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var browser = await own.SignedInAsync(account);
        var tokens = await new CodeFlow(own, TestClients.Web).TokensAsync(browser);
        await new CodeFlow(own, TestClients.Web).TokensAsync(browser);
        await new CodeFlow(own, TestClients.Docs).TokensAsync(browser);

        await browser.SubmitAsync("/sign-out");

        var told = Assert.Single(await own.LogoutReceiver.AllAsync(1));
        Assert.Equal((WebReceiver, "application/x-www-form-urlencoded"), (told.Address.AbsoluteUri, told.ContentType));
        var (header, payload) = await TokenReader.ReadAsync(own, told.LogoutToken);
        var sid = (await TokenReader.ReadAsync(own, tokens.IdToken)).Payload["sid"]!.ToString();
        Assert.Equal("logout+jwt", header["typ"]!.ToString());
        Assert.Equal(
            (IdentityService.Issuer, "web", account.Id.ToString(), sid),
            (payload["iss"]!.ToString(), payload["aud"]!.ToString(), payload["sub"]!.ToString(), payload["sid"]!.ToString()));
        Assert.Equal("{}", payload["events"]!["http://schemas.openid.net/event/backchannel-logout"]!.ToJsonString());
        Assert.Equal(120, payload["exp"]!.GetValue<long>() - payload["iat"]!.GetValue<long>());
        Assert.NotEmpty(payload["jti"]!.ToString());
        Assert.False(payload.ContainsKey("nonce"));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Redirect)]
    public async Task ClientThatFails_DelaysNobodyAndHearsOfItAgainWithAnotherToken(HttpStatusCode failure)
    {
        await using var own = await IdentityService.StartOwnAsync(("Outbox:FirstRetryMilliseconds", "10"));
        own.LogoutReceiver.Answers.Enqueue(failure);
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        await new CodeFlow(own, TestClients.Web).TokensAsync(browser);

        var answer = await browser.SubmitAsync("/sign-out");
        var told = await own.LogoutReceiver.AllAsync(2, meanwhile: () => own.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("/signed-out", answer.Location);
        var ids = await Task.WhenAll(told.Select(async t => (await TokenReader.ReadAsync(own, t.LogoutToken)).Payload["jti"]!.ToString()));
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task ForgottenPassword_TellsTheClientsOfEverySession()
    {
        await using var own = await IdentityService.StartOwnAsync();
        var account = await own.AccountAsync();
        using var first = await own.SignedInAsync(account);
        using var second = await own.SignedInAsync(account);
        await new CodeFlow(own, TestClients.Web).TokensAsync(first);
        await new CodeFlow(own, TestClients.Web).TokensAsync(second);

        await own.InScopeAsync(async services =>
        {
            var db = services.GetService(typeof(Data.IdentityDb)) as Data.IdentityDb;
            var resets = (PasswordResets)services.GetService(typeof(PasswordResets))!;
            await resets.BeginAsync(account.Email!, null, CancellationToken.None);
            var id = await db!.PasswordResets.Select(r => r.Id).SingleAsync();
            var (reset, found) = await resets.FindAsync(id, CancellationToken.None);
            return await resets.SetPasswordAsync(reset!, found!, "another unlikely phrase", CancellationToken.None);
        });

        var told = await own.LogoutReceiver.AllAsync(2);
        var sids = await Task.WhenAll(told.Select(async t => (await TokenReader.ReadAsync(own, t.LogoutToken)).Payload["sid"]!.ToString()));
        Assert.Equal(await own.InDatabaseAsync(db => db.Sessions.Select(s => s.Id).Order().ToListAsync()), sids.Order());
    }

    [Fact]
    public async Task ClientThatWantsNoMoreOfIt_IsNotTold()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var browser = await own.SignedInAsync(await own.AccountAsync());
        await new CodeFlow(own, TestClients.Web).TokensAsync(browser);
        await own.ApplyAsync(TestClients.All[0] with { BackchannelLogoutUri = null });

        await browser.SubmitAsync("/sign-out");

        Assert.Empty(await own.InDatabaseAsync(db => db.Set<Shared.Events.OutboxMessage>().Where(m => m.Destination == "back-channel-logout").ToListAsync()));
        Assert.Empty(own.LogoutReceiver.All);
    }

    [Fact]
    public async Task Discovery_SaysThatClientsAreTold()
    {
        using var http = service.Client();

        var document = JsonNode.Parse(await http.GetStringAsync("/.well-known/openid-configuration"))!;

        Assert.Equal((true, true), ((bool)document["backchannel_logout_supported"]!, (bool)document["backchannel_logout_session_supported"]!));
    }
}
