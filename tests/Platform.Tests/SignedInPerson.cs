using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Identity;
using SaasPlatform.Identity.Accounts;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>A person with a browser, who signed in through the page of a running identity, and the client that they use.</summary>
internal sealed partial class SignedInPerson : IDisposable
{
    private const string Password = "an unlikely pass phrase";
    private const string RedirectUri = "https://app.example/signed-in";

    private readonly string _secret;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly HttpClient _client = new();

    private SignedInPerson(string secret) => _secret = secret;

    /// <summary>Stores the account and the client; identity need not run yet.</summary>
    /// <returns>The client's secret.</returns>
    public static async Task<string> StoreAsync(Installation installation, string email)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var clients = await installation.WriteAsync("app.json", $$"""
            [{"clientId": "app", "name": "App", "firstParty": true, "secret": "{{secret}}", "redirectUris": ["{{RedirectUri}}"],
              "grantTypes": ["authorization_code", "refresh_token"]}]
            """);
        await Installation.CommandAsync("Identity", installation.Environment, "clients", "apply", clients);
        await using var identity = IdentityApp.Create([], builder => builder.Configuration.AddInMemoryCollection(
        [
            .. installation.DatabaseSettings.Where(s => s.Key != "Database:MigrateAtStart"),
            new("RootKey", installation.Environment["IDENTITY_RootKey"]),
        ]));
        await using var scope = identity.Services.CreateAsyncScope();
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>()
            .CreateAsync(Account.Create(email, "Anna Petrova", TimeProvider.System.GetUtcNow()), Password);
        Assert.True(created.Succeeded, created.ToString());
        return secret;
    }

    /// <summary>Signs in at one replica, with a browser of their own.</summary>
    public static async Task<SignedInPerson> AtAsync(Uri replica, string email, string secret)
    {
        var person = new SignedInPerson(secret);
        var page = await person._browser.GetStringAsync(new Uri(replica, "/sign-in"));
        using var answer = await person._browser.PostAsync(new Uri(replica, "/sign-in"), new FormUrlEncodedContent(
            [new("Email", email), new("Password", Password), new("antiforgery", FormToken().Match(page).Groups[1].Value)]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return person;
    }

    /// <summary>Gets tokens: the browser asks one replica, the client another.</summary>
    public async Task<JsonNode> TokensAsync(Uri browserSees, Uri clientSees)
    {
        var verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        var url = QueryHelpers.AddQueryString(new Uri(browserSees, "/connect/authorize").AbsoluteUri, new Dictionary<string, string?>
        {
            ["client_id"] = "app",
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = "openid offline_access",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        });
        using var answer = await _browser.GetAsync(new Uri(url));
        var code = QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
        var (status, tokens) = await PostAsync(
            clientSees, "/connect/token", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RedirectUri), ("code_verifier", verifier));
        Assert.Equal((HttpStatusCode.OK, null), (status, tokens["error"]?.ToString()));
        return tokens;
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> RefreshAsync(Uri replica, string refreshToken) =>
        PostAsync(replica, "/connect/token", ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public Task<(HttpStatusCode Status, JsonNode Body)> IntrospectAsync(Uri replica, string token) => PostAsync(replica, "/connect/introspect", ("token", token));

    public async Task<HttpStatusCode> UserInfoAsync(Uri replica, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(replica, "/connect/userinfo"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Signs out at one replica, as the button on the page does.</summary>
    public async Task SignOutAsync(Uri replica)
    {
        var page = await _browser.GetStringAsync(new Uri(replica, "/sign-out"));
        using var answer = await _browser.PostAsync(new Uri(replica, "/sign-out"), new FormUrlEncodedContent([new("antiforgery", FormToken().Match(page).Groups[1].Value)]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public void Dispose()
    {
        _browser.Dispose();
        _client.Dispose();
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(Uri replica, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(replica, path))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"app:{_secret}"))) },
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    [GeneratedRegex("name=\"antiforgery\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
