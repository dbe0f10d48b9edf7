using System.Net;
using System.Text.Json;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>A secret that identity made.</summary>
/// <param name="Secret">The secret itself: nobody keeps it.</param>
/// <param name="PreviousSecretExpiresAt">Until when the one before is good too; null where there was none.</param>
public sealed record ClientSecret(string Secret, DateTimeOffset? PreviousSecretExpiresAt);

/// <summary>Identity's internal API for the clients of companies, which owns their secrets; called as this service.</summary>
public sealed class IdentityClients(HttpClient http, ILogger<IdentityClients> logger)
{
    public const string Scope = "internal.clients";

    /// <summary>Registers a client, or does so again: each time it has another secret.</summary>
    /// <exception cref="UnavailableException">Identity cannot be reached or gives no sense.</exception>
    public async Task<ClientSecret> RegisterAsync(Guid clientId, Guid companyId, CancellationToken cancellationToken) =>
        (await AskAsync(HttpMethod.Put, Path(clientId), companyId, cancellationToken))!;

    /// <summary>Gives a client another secret.</summary>
    /// <returns>The secret; null where identity has no such client.</returns>
    /// <exception cref="UnavailableException">Identity cannot be reached or gives no sense.</exception>
    public Task<ClientSecret?> RotateAsync(Guid clientId, Guid companyId, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Post, $"{Path(clientId)}/rotate-secret", companyId, cancellationToken);

    /// <summary>Removes a client, where it is there.</summary>
    /// <exception cref="HttpRequestException">Identity cannot be reached or refuses.</exception>
    public async Task RemoveAsync(Guid clientId, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync(new Uri(Path(clientId), UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private Task<ClientSecret?> AskAsync(HttpMethod method, string path, Guid companyId, CancellationToken cancellationToken) => ServiceCalls.OrUnavailableAsync(
        async () =>
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(new { organizationId = companyId }) };
            using var response = await http.SendAsync(request, cancellationToken);
            if (method == HttpMethod.Post && response.StatusCode == HttpStatusCode.NotFound)
                return null;
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<ClientSecret>(cancellationToken) is { Secret: not null } secret
                ? secret
                : throw new JsonException("The answer is no secret.");
        },
        "identity_unavailable", "The account service cannot be reached.", logger, cancellationToken);

    private static string Path(Guid clientId) => $"internal/v1/machine-clients/{clientId}";
}
