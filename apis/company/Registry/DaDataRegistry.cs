using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>DaData's search by INN (<c>findById/party</c>).</summary>
internal sealed class DaDataRegistry(HttpClient http, DaDataQuota quota, IOptions<RegistrySettings> settings, ILogger<DaDataRegistry> logger)
    : ICompanyRegistry
{
    private static readonly Uri Path = new("suggestions/api/4_1/rs/findById/party", UriKind.Relative);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public RegistrySource Source => RegistrySource.DaData;

    public async Task<RegistryRecord?> FindAsync(string inn, string? kpp, CancellationToken cancellationToken)
    {
        quota.ThrowIfExceeded();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(JsonSerializer.Serialize(Query(inn, kpp)), Encoding.UTF8, MediaTypeNames.Application.Json) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Token", settings.Value.Token);
            // The buffering is done inside the pipeline; a refusal's body is not waited for.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            Heed(response);
            response.EnsureSuccessStatusCode();
            return RegistryRecord.Choose(DaDataAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken)), inn, kpp);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or ExecutionRejectedException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("The company registry cannot be reached ({Failure}, {Status})", e.GetType().Name, (e as HttpRequestException)?.StatusCode);
            var retryAfter = (e as BrokenCircuitException)?.RetryAfter ?? TimeSpan.FromSeconds(settings.Value.BreakSeconds);
            throw new UnavailableException("registry_unavailable", "The company registry cannot be reached; the form can be filled in by hand.", retryAfter, e);
        }
    }

    /// <summary>Without <c>branch_type</c> every branch is in the answer; a sole proprietor has none.</summary>
    private static Dictionary<string, object> Query(string inn, string? kpp)
    {
        var query = new Dictionary<string, object> { ["query"] = inn, ["count"] = 20 };
        if (kpp is not null)
            query["kpp"] = kpp;
        else if (RegistryRecord.KindOf(inn) == CompanyKind.LegalEntity)
            query["branch_type"] = "MAIN";
        return query;
    }

    /// <summary>What DaData refuses is not asked again soon: over the daily quota it answers 403, and 429 where it is asked too quickly.</summary>
    private void Heed(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                logger.LogError("The company registry does not know the key in Registry:Token");
                return;
            case HttpStatusCode.Forbidden:
                logger.LogError(
                    "The company registry refuses: the daily quota is used up, or the key is not confirmed. It is not asked before {Until:O} or a restart", quota.PauseUntilMidnight());
                break;
            case HttpStatusCode.TooManyRequests:
                logger.LogWarning("The company registry is asked too often. It is not asked before {Until:O}", quota.PauseFor(Pause(response)));
                break;
        }

        quota.ThrowIfExceeded();
    }

    private TimeSpan Pause(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } asked && asked > TimeSpan.Zero
            ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestPause.Ticks))
            : TimeSpan.FromSeconds(settings.Value.LimitedSeconds);
}
