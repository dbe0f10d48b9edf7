using System.Net;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Resources;

/// <summary>An API beside the platform's own, wherever the protocol meets it.</summary>
public sealed class RegisteredResourceTests(IdentityService service) : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private TestClient _machine = null!;
    private TestClient _app = null!;
    private TestClient _api = null!;

    private string Resource => $"https://{_key}.example";

    private string Read => $"i{_key}.read";

    private string Write => $"i{_key}.write";

    public async ValueTask InitializeAsync() => await RegisterAsync(service);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task RegisterAsync(IdentityService where)
    {
        var (exitCode, output) = await CommandRun.ApplyAsync(where, "scopes", $$$"""
            [{"resource":"{{{Resource}}}","scopes":[
              {"name":"{{{Read}}}","title":{"en":"See your invoices","ru":"Видеть ваши счета"},"description":{"en":"Numbers and sums","ru":"Номера и суммы"}},
              {"name":"{{{Write}}}","title":{"en":"Write invoices","ru":"Выставлять счета"}}]}]
            """);
        Assert.True(exitCode == 0, output);
        _machine = new($"m-{_key}", TestClients.NewSecret(), "", Read);
        _app = new($"a-{_key}", TestClients.NewSecret(), "https://app.example/signed-in", $"openid offline_access {Read}");
        _api = new($"r-{_key}", TestClients.NewSecret(), "", "");
        await where.ApplyAsync(
            new ClientDefinition { ClientId = _machine.Id, Name = "Machine", Secret = _machine.Secret, GrantTypes = ["client_credentials"], Scopes = [Read, "partners.read"] },
            new ClientDefinition
            {
                ClientId = _app.Id,
                Name = "App",
                Secret = _app.Secret,
                GrantTypes = ["authorization_code", "refresh_token"],
                RedirectUris = [_app.RedirectUri],
                Scopes = [Read],
            },
            new ClientDefinition { ClientId = _api.Id, Name = "API", Secret = _api.Secret, GrantTypes = [], Resource = Resource });
    }

    private Task<Reply> TokenAsync(string scope, string? resource = null) =>
        service.PostAsync("/connect/token", _machine, ("grant_type", "client_credentials"), ("scope", scope), ("resource", resource));

    [Fact]
    public async Task Token_IsForTheResource()
    {
        var reply = await TokenAsync(Read);

        var (header, claims) = await TokenReader.ReadAsync(service, reply.AccessToken);
        Assert.Equal(("at+jwt", "RS256"), (header["typ"]!.ToString(), header["alg"]!.ToString()));
        Assert.Equal((Resource, Read), (claims["aud"]!.ToString(), claims["scope"]!.ToString()));
    }

    [Fact]
    public async Task ResourceIndicator_NarrowsTheToken()
    {
        var both = await TokenAsync($"{Read} partners.read");
        var one = await TokenAsync($"{Read} partners.read", Resource + "/");

        var (_, claims) = await TokenReader.ReadAsync(service, both.AccessToken);
        Assert.Equal(["http://localhost:8003", Resource], claims["aud"]!.AsArray().Select(a => a!.ToString()).Order());
        Assert.Equal(Resource, (await TokenReader.ReadAsync(service, one.AccessToken)).Payload["aud"]!.ToString());
    }

    [Fact]
    public async Task ResourceIndicator_UnknownIsRefused() =>
        Assert.Equal("400 invalid_target", (await TokenAsync(Read, "https://nobody.example")).Outcome);

    [Fact]
    public async Task ResourceIndicator_UnknownIsToldTheClientAtTheAuthorizationEndpoint()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, _app).Url(("resource", "https://nobody.example")));

        Assert.StartsWith(_app.RedirectUri + "?", answer.Location);
        Assert.Equal("invalid_target", CodeFlow.Parameters(answer.Location)["error"]);
    }

    [Fact]
    public async Task ResourceIndicator_ThatCannotBeReadIsRefusedAtTheAuthorizationEndpoint()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync(new CodeFlow(service, _app).Url(("resource", "\0")));

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task ResourceIndicator_ThatTheScopesDoNotReachIsRefused() =>
        Assert.Equal("400 invalid_target", (await TokenAsync("partners.read", Resource)).Outcome);

    [Fact]
    public async Task Scope_ThatTheClientDoesNotHoldIsRefused() =>
        Assert.Equal("400 invalid_scope", (await TokenAsync(Write)).Outcome);

    [Fact]
    public async Task Scope_IsInTheDiscoveryDocumentWithinTwoSeconds()
    {
        await using var own = await IdentityService.StartOwnAsync();
        using var http = own.Client();
        async Task<List<string>> ScopesAsync() =>
            [.. (await Reply.ReadAsync(await http.GetAsync("/.well-known/openid-configuration"))).Json["scopes_supported"]!.AsArray().Select(s => s!.ToString())];
        Assert.DoesNotContain(Read, await ScopesAsync());

        await RegisterAsync(own);
        own.Clock.Advance(TimeSpan.FromSeconds(2));

        var scopes = await ScopesAsync();
        Assert.Contains(Read, scopes);
        Assert.Contains(Write, scopes);
        Assert.Contains("companies.read", scopes);
        Assert.DoesNotContain(scopes, s => s.StartsWith("internal.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "See your invoices", "Numbers and sums")]
    [InlineData("ru", "Видеть ваши счета", "Номера и суммы")]
    public async Task ConsentPage_SaysWhatTheScopeIs(string language, string title, string description)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var asked = await browser.GetAsync(new CodeFlow(service, _app).Url(("ui_locales", language)));

        var page = await browser.GetAsync(asked.Location!);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(title, WebUtility.HtmlDecode(page.Html));
        Assert.Contains(description, WebUtility.HtmlDecode(page.Html));
    }

    [Fact]
    public async Task CodeFlow_GivesATokenForTheResourceAndRefreshDropsARemovedScope()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, _app);
        await browser.SubmitAsync((await browser.GetAsync(flow.Url())).Location!, "Accept");
        var tokens = await flow.TokensAsync(browser);
        Assert.Equal(Resource, (await TokenReader.ReadAsync(service, tokens.AccessToken)).Payload["aud"]!.ToString());

        var refreshed = await flow.RefreshAsync(tokens.RefreshToken);
        Assert.Equal(Resource, (await TokenReader.ReadAsync(service, refreshed.AccessToken)).Payload["aud"]!.ToString());
        await service.InDatabaseAsync(async db =>
        {
            var scope = db.Scopes.Single(s => s.Name == Read);
            db.Remove(scope);
            return await db.SaveChangesAsync();
        });

        var later = await flow.RefreshAsync(refreshed.RefreshToken);

        Assert.Equal("openid offline_access", (await TokenReader.ReadAsync(service, later.AccessToken)).Payload["scope"]!.ToString());
    }

    [Fact]
    public async Task Introspection_TellsTheResourceAboutItsTokens()
    {
        var token = (await TokenAsync(Read)).AccessToken;

        var reply = await service.PostAsync("/connect/introspect", _api, ("token", token));

        Assert.Equal(("200", "true", Read, _machine.Id, Resource), (reply.Outcome, reply["active"], reply["scope"], reply["client_id"], reply["aud"]));
    }

    [Fact]
    public async Task Introspection_TellsTheResourceNothingAboutOthersTokens()
    {
        var token = (await TokenAsync("partners.read")).AccessToken;

        var reply = await service.PostAsync("/connect/introspect", _api, ("token", token));

        Assert.Equal("""{"active":false}""", reply.Text);
    }
}
