using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

public sealed class UserInfoTests(IdentityService service)
{
    public static async Task<Reply> AskAsync(IdentityService service, string? token, HttpMethod? method = null)
    {
        using var http = service.Client();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, "/connect/userinfo");
        if (request.Method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([]);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task UserInfo_GivesTheClaimsOfTheScopesWithTheirTypes(string method)
    {
        var account = await service.AccountAsync(a => (a.GivenName, a.Picture) = ("Anna", "https://cdn.example/a.png"));
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Web);
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser, ("scope", "openid profile email")));

        var reply = await AskAsync(service, tokens.AccessToken, new HttpMethod(method));

        Assert.Equal("200", reply.Outcome);
        Assert.Equal(["email", "email_verified", "given_name", "name", "picture", "sub", "updated_at"], reply.Json.Select(c => c.Key).Order());
        Assert.Equal((account.Id.ToString(), "Anna Petrova", account.Email), (reply["sub"], reply["name"], reply["email"]));
        Assert.False(reply.Json["email_verified"]!.GetValue<bool>());
        Assert.Equal(account.UpdatedAt.ToUnixTimeSeconds(), reply.Json["updated_at"]!.GetValue<long>());
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task UserInfo_TakesTheTokenInTheBody()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        var reply = await service.PostAsync("/connect/userinfo", null, ("access_token", tokens.AccessToken));

        Assert.Equal("200", reply.Outcome);
    }

    [Fact]
    public async Task UserInfo_RefusesATokenInTheAddress()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);
        using var http = service.Client();

        var inAddress = await Reply.ReadAsync(await http.GetAsync("/connect/userinfo?access_token=" + tokens.AccessToken));
        var posted = await service.PostAsync("/connect/userinfo?access_token=" + tokens.AccessToken, null);

        Assert.Equal(("400", "400"), (inAddress.Outcome[..3], posted.Outcome[..3]));
        Assert.DoesNotContain("\"sub\"", inAddress.Text + posted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserInfo_OfOpenIdAloneIsTheSubject()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var flow = new CodeFlow(service, TestClients.Docs);
        var tokens = await flow.ExchangeAsync(await flow.CodeAsync(browser));

        Assert.Equal($$"""{"sub":"{{account.Id}}"}""", (await AskAsync(service, tokens.AccessToken)).Text);
    }

    [Fact]
    public async Task UserInfo_WithoutAGoodTokenIsRefused()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);

        foreach (var token in new[] { null, "nonsense", tokens.IdToken, tokens.RefreshToken })
        {
            var reply = await AskAsync(service, token);
            Assert.Equal("401", reply.Outcome[..3]);
            Assert.StartsWith("Bearer", reply.Headers["WWW-Authenticate"]);
        }
    }

    [Fact]
    public async Task UserInfo_OfAClientIsRefused()
    {
        var token = await service.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "partners.read"));

        var reply = await AskAsync(service, token.AccessToken);

        Assert.Equal("401", reply.Outcome[..3]);
        Assert.Contains("invalid_token", reply.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task UserInfo_OfADeletedAccountIsRefused()
    {
        var account = await service.AccountAsync();
        using var browser = await service.SignedInAsync(account);
        var tokens = await new CodeFlow(service, TestClients.Web).TokensAsync(browser);
        await service.InDatabaseAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteDeleteAsync());

        var reply = await AskAsync(service, tokens.AccessToken);

        Assert.Equal("401", reply.Outcome[..3]);
        Assert.Contains("invalid_token", reply.Headers["WWW-Authenticate"]);
    }
}
