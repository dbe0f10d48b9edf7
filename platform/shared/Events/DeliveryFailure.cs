using System.Globalization;

namespace SaasPlatform.Shared.Events;

/// <summary>What to keep of a failed attempt, and how long to wait after it.</summary>
internal static class DeliveryFailure
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Names the failure without the texts of others: those may hold addresses of people, or anything.</summary>
    public static string Describe(Exception failure, OutboxSettings settings)
    {
        var text = failure switch
        {
            UndeliverableException or RetryLaterException => failure.Message,
            HttpRequestException { StatusCode: { } status } => string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)status}"),
            HttpRequestException http => $"HTTP failure: {http.HttpRequestError}",
            OperationCanceledException => $"No answer within {settings.AttemptSeconds} s",
            _ => failure.GetType().Name,
        };
        return text.Length <= OutboxSql.ErrorLength ? text : text[..OutboxSql.ErrorLength];
    }

    /// <summary>Doubles with every attempt up to the longest, less up to a half by chance, so that what failed together does not come back together.</summary>
    public static TimeSpan Delay(Exception failure, int attempts, OutboxSettings settings)
    {
        var doubled = settings.FirstRetryMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 40));
        var longest = TimeSpan.FromSeconds(settings.LongestRetrySeconds).TotalMilliseconds;
        var delay = TimeSpan.FromMilliseconds(Math.Min(doubled, longest) * (0.5 + (Random.Shared.NextDouble() / 2)));
        return failure is RetryLaterException { After: var after } && after > delay && after <= LongestRetryAfter ? after : delay;
    }
}
