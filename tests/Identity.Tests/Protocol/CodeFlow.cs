using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Identity.Tests.Pages;
using Xunit;

namespace SaasPlatform.Identity.Tests.Protocol;

/// <summary>The authorization code flow as a client runs it.</summary>
public sealed class CodeFlow(IdentityService service, TestClient client)
{
    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string State { get; } = Guid.NewGuid().ToString("N");

    public string Nonce { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The address of the request; a change with null leaves a parameter out.</summary>
    public string Url(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = client.Id,
            ["response_type"] = "code",
            ["redirect_uri"] = client.RedirectUri,
            ["scope"] = client.Scope,
            ["state"] = State,
            ["nonce"] = Nonce,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return QueryHelpers.AddQueryString("/connect/authorize", parameters.Where(p => p.Value is not null)!);
    }

    /// <summary>Sends the browser and reads the code from where it is led.</summary>
    public async Task<string> CodeAsync(Browser browser, params (string Name, string? Value)[] changes)
    {
        var answer = await browser.GetAsync(Url(changes));
        Assert.True(answer.Location?.StartsWith(client.RedirectUri + "?", StringComparison.Ordinal) == true, $"{answer.Status} {answer.Location} {answer.Html}");
        var result = Parameters(answer.Location);
        Assert.Equal((State, IdentityService.Issuer), (result["state"], result["iss"]));
        return result["code"];
    }

    public Task<Reply> ExchangeAsync(string code, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = client.RedirectUri,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return service.PostAsync("/connect/token", client, [.. parameters.Select(p => (p.Key, p.Value))]);
    }

    /// <summary>The whole flow.</summary>
    public async Task<Reply> TokensAsync(Browser browser)
    {
        var reply = await ExchangeAsync(await CodeAsync(browser));
        Assert.Equal("200", reply.Outcome);
        return reply;
    }

    public Task<Reply> RefreshAsync(string? refreshToken, string? scope = null) => service.PostAsync(
        "/connect/token", client, ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("scope", scope));

    public static Dictionary<string, string> Parameters(string? url) =>
        QueryHelpers.ParseQuery(new Uri(url!).Query).ToDictionary(p => p.Key, p => p.Value.ToString());
}
