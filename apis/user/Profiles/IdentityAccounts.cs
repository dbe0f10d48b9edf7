using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.UserApi.Profiles;

/// <summary>What became of a change that identity was asked for.</summary>
public abstract record AccountChange
{
    public sealed record Made(IdentityAccount Account) : AccountChange;

    public sealed record OutOfDate : AccountChange;

    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : AccountChange;

    private AccountChange()
    {
    }
}

/// <summary>Identity's internal account API, called as this service.</summary>
public sealed class IdentityAccounts(HttpClient http, ILogger<IdentityAccounts> logger)
{
    public const string Scope = "internal.accounts";

    /// <summary>The account, or null when there is none.</summary>
    /// <exception cref="UnavailableException">Identity cannot be reached or gives no sense.</exception>
    public Task<IdentityAccount?> FindAsync(Guid id, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            using var response = await http.GetAsync(Path(id), cancellationToken);
            return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAccountAsync(response, cancellationToken);
        },
        cancellationToken);

    /// <summary>Changes claims of one version of the account.</summary>
    /// <exception cref="UnavailableException">Identity cannot be reached or gives no sense.</exception>
    public Task<AccountChange> ChangeAsync(Guid id, int version, JsonObject patch, CancellationToken cancellationToken) => CallAsync<AccountChange>(
        async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, Path(id));
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ETags.Format(version)));
            request.Content = new StringContent(patch.ToJsonString(), new MediaTypeHeaderValue("application/merge-patch+json"));
            using var response = await http.SendAsync(request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.PreconditionFailed => new AccountChange.OutOfDate(),
                HttpStatusCode.BadRequest => new AccountChange.Invalid(await ReadErrorsAsync(response, cancellationToken)),
                _ => new AccountChange.Made(await ReadAccountAsync(response, cancellationToken)),
            };
        },
        cancellationToken);

    private static Uri Path(Guid id) => new($"internal/v1/accounts/{id}", UriKind.Relative);

    private static async Task<IdentityAccount> ReadAccountAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        var account = await response.Content.ReadFromJsonAsync<IdentityAccount>(cancellationToken);
        return account is { Email: not null, Name: not null, Version: > 0 }
            ? account
            : throw new JsonException("The answer is no account.");
    }

    private static async Task<IReadOnlyDictionary<string, string[]>> ReadErrorsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = await response.Content.ReadFromJsonAsync<IdentityProblem>(cancellationToken);
        return problem?.Errors ?? throw new JsonException("The refusal names no field.");
    }

    private Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        ServiceCalls.OrUnavailableAsync(call, "identity_unavailable", "The account service cannot be reached.", logger, cancellationToken);

    private sealed record IdentityProblem(Dictionary<string, string[]>? Errors);
}
