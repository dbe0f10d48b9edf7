using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using System.Text.RegularExpressions;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.Rfc6749;

/// <summary>Every way to an error that a client is told: RFC 6749 section 4.1.2.1, RFC 9207 section 2.</summary>
public sealed partial class EveryAuthorizationErrorTests(IdentityService service)
{
    /// <summary>Parameters separated by a bar; one without a value is left out.</summary>
    public static TheoryData<string, string, string> Ways => new()
    {
        { "web", "code_challenge", "invalid_request" },
        { "web", "code_challenge_method", "invalid_request" },
        { "web", "code_challenge_method=plain", "invalid_request" },
        { "web", "code_challenge_method=\"\\", "invalid_request" },
        { "web", "response_type", "invalid_request" },
        { "web", "response_type=token", "unsupported_response_type" },
        { "web", "response_type=id_token", "unsupported_response_type" },
        { "web", "response_type=code id_token", "unsupported_response_type" },
        { "web", "response_type=привет", "unsupported_response_type" },
        { "web", "response_mode=fragment", "invalid_request" },
        { "web", "response_mode=привет", "invalid_request" },
        { "web", "prompt=none login", "invalid_request" },
        { "web", "prompt=\"привет\"", "invalid_request" },
        { "web", "scope=openid привет", "invalid_scope" },
        { "web", "scope=openid \"\\", "invalid_scope" },
        { "web", "scope=openid internal.accounts", "invalid_scope" },
        { "web", "scope=openid partners.read", "invalid_scope" },
        { "web", "resource=https://nowhere.example/", "invalid_target" },
        { "web", "resource=http://localhost:8001|scope=openid", "invalid_target" },
        { "web", "request=eyJhbGciOiJub25lIn0.e30.", "request_not_supported" },
        { "web", "request_uri=https://client.example/request.jwt", "request_uri_not_supported" },
        { "web", "claims=привет", "invalid_request" },
        { "docs", "scope=openid offline_access", "invalid_request" },
        { "shop", "prompt=none", "consent_required" },
        { "nobody", "prompt=none", "login_required" },
        { "machine", "", "unauthorized_client" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Error_SaysCodeDescriptionStateAndIssuer(string who, string change, string code)
    {
        var client = await ClientAsync(who);
        using var browser = who == "nobody" ? service.Browser() : await service.SignedInAsync(await service.AccountAsync());
        var changes = change.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(c => c.Split('=', 2)).Select(c => (c[0], c.Length > 1 ? c[1] : null)).ToArray();
        var flow = new CodeFlow(service, client);

        var answer = await browser.GetAsync(flow.Url(changes));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith(client.RedirectUri + "?", answer.Location);
        Check(CodeFlow.Parameters(answer.Location), code, flow);
        if (change.StartsWith("response_mode", StringComparison.Ordinal))
            return;

        var posted = await browser.GetAsync(flow.Url([.. changes, ("response_mode", "form_post")]));
        Assert.Contains($"action=\"{client.RedirectUri}\"", posted.Html);
        Check(HiddenField().Matches(posted.Html).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value)), code, flow);
    }

    [Fact]
    public async Task Refusal_SaysCodeDescriptionStateAndIssuer()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());
        var flow = new CodeFlow(service, TestClients.Shop);
        var refused = await browser.SubmitAsync((await browser.GetAsync(flow.Url())).Location!, "Refuse");

        Check(CodeFlow.Parameters((await browser.GetAsync(refused.Location!)).Location), "access_denied", flow);
    }

    [Fact]
    public async Task Error_OfARequestWithoutStateHasNone()
    {
        using var browser = service.Browser();

        var answer = await browser.GetAsync(new CodeFlow(service, TestClients.Web).Url(("prompt", "none"), ("state", null)));

        Assert.Equal(["error", "error_description", "iss"], CodeFlow.Parameters(answer.Location).Keys.Order());
    }

    /// <summary>What the framework could say in cases that nobody has thought of.</summary>
    [Fact]
    public void Descriptions_OfTheFrameworkKeepToTheirCharacters()
    {
        var assembly = typeof(OpenIddictConstants).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("OpenIddictResources.resources", StringComparison.Ordinal));
        var texts = new ResourceManager(name[..^".resources".Length], assembly).GetResourceSet(CultureInfo.InvariantCulture, true, false)!
            .Cast<DictionaryEntry>().Where(e => ((string)e.Key).StartsWith("ID2", StringComparison.Ordinal)).Select(e => (string)e.Value!).ToList();

        Assert.True(texts.Count > 100, $"{texts.Count} texts");
        // Two are for whoever registers a client, and reach nobody else.
        string[] ofRegistration = ["Callback URIs cannot contain", "The client secret cannot be null"];
        Assert.All(texts.Where(t => !ofRegistration.Any(o => t.StartsWith(o, StringComparison.Ordinal))), t => Assert.Matches(Description(), t));
    }

    private static void Check(Dictionary<string, string> answer, string code, CodeFlow flow)
    {
        Assert.Equal(["error", "error_description", "iss", "state"], answer.Keys.Order());
        Assert.Equal((code, flow.State, IdentityService.Issuer), (answer["error"], answer["state"], answer["iss"]));
        Assert.Matches(Description(), answer["error_description"]);
    }

    private async Task<TestClient> ClientAsync(string who)
    {
        if (who != "machine")
            return new[] { TestClients.Web, TestClients.Docs, TestClients.Shop }.FirstOrDefault(c => c.Id == who) ?? TestClients.Web;

        // It has an address, and may not sign people in all the same.
        var definition = new ClientDefinition
        {
            ClientId = $"machine-{Guid.NewGuid():N}",
            Secret = TestClients.NewSecret(),
            Name = "Machine",
            GrantTypes = ["client_credentials"],
            RedirectUris = ["https://machine.example/signed-in"],
            Scopes = ["profile"],
        };
        await service.ApplyAsync(definition);
        return new(definition.ClientId, definition.Secret, definition.RedirectUris[0], "openid profile");
    }

    /// <summary>RFC 6749 appendix A.8: ASCII from the space on, without the quotation mark and the backslash.</summary>
    [GeneratedRegex(@"^[\x20-\x21\x23-\x5B\x5D-\x7E]+\z")]
    private static partial Regex Description();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField();
}
