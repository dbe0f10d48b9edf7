using System.Net;
using System.Text.Json;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.Identity.Organizations;

/// <summary>Asks the company API, which owns the answer, where a person or a company's own client belongs: at every request, because it may have changed.</summary>
public sealed class Memberships(HttpClient http, ILogger<Memberships> logger)
{
    /// <summary>The company with what the person is there; null where they are no member, or there is no such company.</summary>
    /// <exception cref="UnavailableException">The company API cannot be reached or gives no sense.</exception>
    public Task<Organization?> FindAsync(Guid accountId, Guid organizationId, CancellationToken cancellationToken) =>
        FindAsync($"internal/v1/accounts/{accountId}/organizations/{organizationId}", organizationId, cancellationToken);

    /// <summary>The company with what its machine client may do there; null where it has no such client, or there is no such company.</summary>
    /// <exception cref="UnavailableException">The company API cannot be reached or gives no sense.</exception>
    public Task<Organization?> FindOfClientAsync(string clientId, Guid organizationId, CancellationToken cancellationToken) =>
        FindAsync($"internal/v1/organizations/{organizationId}/machine-clients/{clientId}", organizationId, cancellationToken);

    private Task<Organization?> FindAsync(string path, Guid organizationId, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            response.EnsureSuccessStatusCode();
            var found = await response.Content.ReadFromJsonAsync<Organization>(cancellationToken);
            return found is { Name: not null, Roles: not null, Permissions: not null } && found.Id == organizationId
                ? found
                : throw new JsonException("The answer is no company.");
        },
        cancellationToken);

    /// <summary>The person's companies in use, by name, at most 50.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="search">A part of the name, or the beginning of the INN; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnavailableException">The company API cannot be reached or gives no sense.</exception>
    public Task<OrganizationList> ListAsync(Guid accountId, string? search, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            var query = string.IsNullOrEmpty(search) ? "" : "?search=" + Uri.EscapeDataString(search);
            using var response = await http.GetAsync(new Uri($"internal/v1/accounts/{accountId}/organizations{query}", UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
            var found = await response.Content.ReadFromJsonAsync<OrganizationList>(cancellationToken);
            return found is { Items: not null } && found.Items.All(o => o is { Name: not null }) ? found : throw new JsonException("The answer is no list of companies.");
        },
        cancellationToken);

    private Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        ServiceCalls.OrUnavailableAsync(call, "organizations_unavailable", "The company service cannot be reached.", logger, cancellationToken);
}
