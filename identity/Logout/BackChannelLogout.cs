using System.Net.Http.Headers;
using System.Text.Json;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Identity.Logout;

/// <summary>What is to be told to a client: this session of this person has ended.</summary>
/// <param name="ClientId">The client that took part in it.</param>
/// <param name="SessionId">The session (<c>sid</c>).</param>
/// <param name="Subject">Whose it was (<c>sub</c>).</param>
internal sealed record EndedSession(string ClientId, string SessionId, string Subject);

/// <summary>
/// Tells clients that a session has ended (OIDC Back-Channel Logout section 2.5), through the outbox: a client that does not answer
/// delays nobody who signs out, and hears of it later.
/// </summary>
internal sealed class BackChannelLogout(IServiceScopeFactory scopes, LogoutTokens tokens, IHttpClientFactory clients) : IDestination
{
    public const string DestinationName = "back-channel-logout";
    public const string SessionEnded = "session.ended";

    public string Name => DestinationName;

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var ended = JsonSerializer.Deserialize<EndedSession>(message.Payload, JsonSerializerOptions.Web)!;
        if (await FindAddressAsync(ended.ClientId, cancellationToken) is not { } address)
            return;

        // Made for every attempt: it is short-lived, and a client that heard it and could not say so may refuse the same one twice.
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("logout_token", tokens.Write(ended))]),
        };
        request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        using var http = clients.CreateClient(DestinationName);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"HTTP status {(int)response.StatusCode}", null, response.StatusCode);
    }

    /// <summary>Gives null where the client is gone, or no longer wants to be told.</summary>
    private async Task<string?> FindAddressAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var client = await scope.ServiceProvider.GetRequiredService<RegisteredClients>().FindByClientIdAsync(clientId, cancellationToken);
        return client is null ? null : ClientSettings.Read(client, ClientSettings.BackChannelLogoutUri);
    }
}
