using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>The access tokens of this service itself (client credentials), each kept until shortly before it expires.</summary>
internal sealed class ServiceTokens(IHttpClientFactory clients, ClientAssertion assertion, IOptions<Addresses> addresses, TimeProvider clock)
    : IDisposable
{
    public const string HttpClientName = "service-tokens";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Token> _tokens = new();
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>A token with this scope. Callers that find none wait for one request, not for one each.</summary>
    /// <exception cref="HttpRequestException">Identity did not give one.</exception>
    public async Task<string> GetAsync(string scope, CancellationToken cancellationToken)
    {
        if (IsGood(scope) is { } kept)
            return kept;

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (IsGood(scope) is { } meanwhile)
                return meanwhile;

            var token = await RequestAsync(scope, cancellationToken);
            _tokens[scope] = token;
            return token.Value;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets a token that was refused.</summary>
    public void Forget(string scope, string value)
    {
        if (_tokens.TryGetValue(scope, out var token) && token.Value == value)
            _tokens.TryRemove(new(scope, token));
    }

    public void Dispose() => _one.Dispose();

    private string? IsGood(string scope) =>
        _tokens.TryGetValue(scope, out var token) && token.Expires - Margin > clock.GetUtcNow() ? token.Value : null;

    private async Task<Token> RequestAsync(string scope, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpClientName);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = scope,
            ["client_id"] = assertion.ClientId,
            ["client_assertion_type"] = ClientAssertion.Type,
            ["client_assertion"] = assertion.Write(),
        });
        using var response = await client.PostAsync(new Uri(addresses.Value.IdentityForServices, "connect/token"), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken);
        return answer is { AccessToken.Length: > 0 }
            ? new(answer.AccessToken, clock.GetUtcNow().AddSeconds(answer.ExpiresIn))
            : throw new HttpRequestException("The token endpoint's answer holds no access token.");
    }

    private sealed record Token(string Value, DateTimeOffset Expires);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
