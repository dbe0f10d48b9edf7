using System.Net;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Cors;

/// <summary>What scripts of other sites may read: public documents, and on registered origins what a client calls itself; nothing else.</summary>
public sealed class CorsForClientsTests(IdentityService service)
{
    private const string Registered = "https://spa.example";
    private const string Configured = "http://localhost:3000";

    public static TheoryData<string, string> Documents => new()
    {
        { "GET", "/.well-known/openid-configuration" },
        { "GET", "/.well-known/oauth-authorization-server" },
        { "GET", "/.well-known/jwks" },
    };

    public static TheoryData<string, string> ClientEndpoints => new()
    {
        { "POST", "/connect/token" },
        { "GET", "/connect/userinfo" },
        { "POST", "/connect/userinfo" },
        { "POST", "/connect/revoke" },
    };

    public static TheoryData<string, string> Others => new()
    {
        { "GET", "/connect/authorize" },
        { "POST", "/connect/authorize" },
        { "GET", "/connect/logout" },
        { "POST", "/connect/logout" },
        { "POST", "/connect/introspect" },
        { "POST", "/connect/par" },
        { "GET", "/" },
        { "GET", "/sign-in" },
        { "POST", "/sign-in" },
        { "GET", "/register" },
        { "GET", "/consent" },
        { "GET", "/sessions" },
        { "GET", "/privacy" },
        { "GET", "/internal/v1/accounts/0199aaaa-0000-7000-8000-000000000000" },
        { "GET", "/health" },
        { "GET", "/nothing" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_IsForScriptsOfAnySite(string method, string path)
    {
        foreach (var origin in new[] { Registered, "https://evil.example", "null" })
        {
            var answer = await SendAsync(method, path, origin);
            var preflight = await PreflightAsync(method, path, origin);

            Assert.Equal((HttpStatusCode.OK, "*"), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
            Assert.Equal((HttpStatusCode.NoContent, "*", "GET"), (preflight.Status, preflight.Headers["Access-Control-Allow-Origin"], preflight.Headers["Access-Control-Allow-Methods"]));
            Assert.All([answer, preflight], AssertNoCredentials);
        }
    }

    [Theory]
    [MemberData(nameof(ClientEndpoints))]
    public async Task ClientEndpoint_IsForScriptsOfRegisteredAndConfiguredOrigins(string method, string path)
    {
        foreach (var origin in new[] { Registered, Configured })
        {
            var answer = await SendAsync(method, path, origin);
            var preflight = await PreflightAsync(method, path, origin);

            Assert.Equal((origin, "Origin", "Retry-After,WWW-Authenticate"), (answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Vary"], answer.Headers["Access-Control-Expose-Headers"]));
            Assert.Equal((HttpStatusCode.NoContent, origin, "GET,POST"), (preflight.Status, preflight.Headers["Access-Control-Allow-Origin"], preflight.Headers["Access-Control-Allow-Methods"]));
            Assert.Contains("Authorization,Content-Type", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.Ordinal);
            // A library may ask for cookies at the token endpoint, which reads none.
            Assert.All([answer, preflight], a => Assert.Equal(path == "/connect/token" ? "true" : null, a.Headers.GetValueOrDefault("Access-Control-Allow-Credentials")));
        }
    }

    [Theory]
    [MemberData(nameof(ClientEndpoints))]
    public async Task ClientEndpoint_IsNotForScriptsOfOtherOrigins(string method, string path)
    {
        foreach (var origin in new[] { "https://evil.example", "http://spa.example", "https://spa.example:8443", "https://a.spa.example", "https://spa.example.evil.example", "null", "*" })
        {
            AssertNotForScripts(await SendAsync(method, path, origin));
            AssertNotForScripts(await PreflightAsync(method, path, origin));
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task AnythingElse_IsForNoScript(string method, string path)
    {
        foreach (var origin in new[] { Registered, Configured, "null" })
        {
            AssertNotForScripts(await SendAsync(method, path, origin));
            AssertNotForScripts(await PreflightAsync(method, path, origin));
        }
    }

    /// <summary>RFC 9700 section 2.6.</summary>
    [Fact]
    public async Task AuthorizationEndpoint_RedirectIsForNoScript()
    {
        var answer = await SendAsync("GET", new CodeFlow(service, TestClients.Spa).Url(("prompt", "none")), Registered);

        Assert.StartsWith(TestClients.Spa.RedirectUri, answer.Headers["Location"]);
        AssertNotForScripts(answer);
    }

    [Fact]
    public async Task Script_ReadsItsTokensAndItsErrors()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Spa);
        (string, string)[] exchange =
        [
            ("grant_type", "authorization_code"), ("client_id", TestClients.Spa.Id), ("code", await flow.CodeAsync(browser)),
            ("redirect_uri", TestClients.Spa.RedirectUri), ("code_verifier", flow.Verifier),
        ];

        var tokens = await SendAsync("POST", "/connect/token", Registered, exchange);
        var again = await SendAsync("POST", "/connect/token", Registered, exchange);

        Assert.Equal(("200", "400 invalid_grant"), (tokens.Outcome, again.Outcome));
        Assert.NotNull(tokens.AccessToken);
        Assert.All([tokens, again], a => Assert.Equal(Registered, a.Headers["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task Script_ReadsThatItCalledTooOften()
    {
        await using var own = await IdentityService.StartOwnAsync(("RateLimits:token:PermitLimit", "1"));
        await SendAsync("POST", "/connect/token", Registered, where: own);

        var answer = await SendAsync("POST", "/connect/token", Registered, where: own);

        Assert.Equal((HttpStatusCode.TooManyRequests, Registered), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
        Assert.Contains("Retry-After", answer.Headers.Keys);
    }

    [Fact]
    public async Task Registration_CountsWithinTwoSeconds()
    {
        await using var own = await IdentityService.StartOwnAsync();
        async Task<bool> IsAllowedAsync(string origin) => (await SendAsync("POST", "/connect/token", origin, where: own)).Headers.ContainsKey("Access-Control-Allow-Origin");
        Assert.Equal((false, true), (await IsAllowedAsync("https://new.example"), await IsAllowedAsync(Registered)));

        // The memory of a process is its own: what another one registered changes nothing in it either.
        await own.ApplyAsync(Client("https://new.example"));
        Assert.False(await IsAllowedAsync("https://new.example"));
        own.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((true, true), (await IsAllowedAsync("https://new.example"), await IsAllowedAsync(Registered)));

        await own.ApplyAsync(Client());
        own.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((false, true), (await IsAllowedAsync("https://new.example"), await IsAllowedAsync(Registered)));
    }

    [Theory]
    [InlineData("HTTPS://App.Example/", "https://app.example")]
    [InlineData("https://app.example:443", "https://app.example")]
    [InlineData("https://app.example:8443", "https://app.example:8443")]
    [InlineData("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai")]
    [InlineData("http://[::1]:5173", "http://[::1]:5173")]
    public async Task Registration_IsKnownAsBrowsersSendIt(string registered, string sent)
    {
        await using var own = await IdentityService.StartOwnAsync();
        await own.ApplyAsync(Client(registered));

        var answer = await SendAsync("POST", "/connect/token", sent, where: own);

        Assert.Equal(sent, answer.Headers["Access-Control-Allow-Origin"]);
    }

    private static ClientDefinition Client(params string[] origins) => new()
    {
        ClientId = "new",
        Name = "New",
        GrantTypes = ["authorization_code"],
        RedirectUris = ["https://new.example/signed-in"],
        Origins = origins,
    };

    private static void AssertNoCredentials(Reply answer) => Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers.Keys);

    private static void AssertNotForScripts(Reply answer) =>
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));

    private async Task<Reply> SendAsync(string method, string path, string origin, (string Name, string Value)[]? form = null, IdentityService? where = null)
    {
        using var http = (where ?? service).Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Origin", origin } } };
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    private async Task<Reply> PreflightAsync(string method, string path, string origin)
    {
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", "authorization" } },
        };
        return await Reply.ReadAsync(await http.SendAsync(request));
    }
}
