using System.Net;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectDiscovery;

public sealed class DiscoveryTests(IdentityService service)
{
    [Fact]
    public async Task Document_NamesWhatTheProviderDoes()
    {
        using var http = service.Client();

        var reply = await Reply.ReadAsync(await http.GetAsync("/.well-known/openid-configuration"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(IdentityService.Issuer, reply["issuer"]);
        Assert.Equal("http://localhost:8000/connect/authorize", reply["authorization_endpoint"]);
        Assert.Equal("http://localhost:8000/connect/token", reply["token_endpoint"]);
        Assert.Equal("http://localhost:8000/connect/userinfo", reply["userinfo_endpoint"]);
        Assert.Equal("http://localhost:8000/connect/logout", reply["end_session_endpoint"]);
        Assert.Equal("http://localhost:8000/.well-known/jwks", reply["jwks_uri"]);
        Assert.Equal("""["S256"]""", reply.Json["code_challenge_methods_supported"]!.ToJsonString());
        Assert.Equal("""["code"]""", reply.Json["response_types_supported"]!.ToJsonString());
        Assert.Equal("""["query","form_post"]""", reply.Json["response_modes_supported"]!.ToJsonString());
        Assert.Equal("""["RS256"]""", reply.Json["id_token_signing_alg_values_supported"]!.ToJsonString());
        Assert.Equal("""["authorization_code","refresh_token","client_credentials"]""", reply.Json["grant_types_supported"]!.ToJsonString());
        Assert.Equal("true", reply["authorization_response_iss_parameter_supported"]);
        Assert.DoesNotContain("internal.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_IgnoresTheHostThatTheRequestNames()
    {
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "LOCALHOST:666";

        var reply = await Reply.ReadAsync(await http.SendAsync(request));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("http://localhost:8000/connect/introspect", reply["introspection_endpoint"]);
        Assert.Equal("http://localhost:8000/connect/revoke", reply["revocation_endpoint"]);
        Assert.DoesNotContain(":666", reply.Text, StringComparison.Ordinal);
        using var usual = await http.GetAsync("/.well-known/openid-configuration");
        Assert.Equal(await usual.Content.ReadAsStringAsync(), reply.Text);
    }

    [Fact]
    public async Task Document_IsNotGivenUnderAForeignName()
    {
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";

        var reply = await Reply.ReadAsync(await http.SendAsync(request));

        Assert.Equal((HttpStatusCode.MisdirectedRequest, "misdirected_request"), (reply.Status, reply["code"]));
    }

    [Fact]
    public async Task KeySet_HoldsOnlyPublicHalves()
    {
        using var http = service.Client();

        var reply = await Reply.ReadAsync(await http.GetAsync("/.well-known/jwks"));

        var key = Assert.Single(reply.Json["keys"]!.AsArray())!.AsObject();
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(m => m.Key).Order());
        Assert.Equal(("RSA", "RS256", "sig"), (key["kty"]!.ToString(), key["alg"]!.ToString(), key["use"]!.ToString()));
    }
}
