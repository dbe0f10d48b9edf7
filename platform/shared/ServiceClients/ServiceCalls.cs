using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>How a call to another service fails.</summary>
public static class ServiceCalls
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whatever goes wrong on the way or over there is one thing to the caller: the other service is unavailable.</summary>
    /// <param name="call">The call, and the reading of its answer: an answer that makes no sense throws <see cref="JsonException"/>.</param>
    /// <param name="code">The code of the failure, in snake_case.</param>
    /// <param name="title">What cannot be reached, for a person.</param>
    /// <param name="logger">Where the failure is noted.</param>
    /// <param name="cancellationToken">Ends the wait of whoever asks.</param>
    /// <exception cref="UnavailableException">The service cannot be reached or gives no sense.</exception>
    public static async Task<T> OrUnavailableAsync<T>(Func<Task<T>> call, string code, string title, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or ExecutionRejectedException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("{What} ({Failure})", title, e.GetType().Name);
            throw new UnavailableException(code, title, RetryAfter, e);
        }
    }
}
