using System.Diagnostics;
using System.Net;

namespace SaasPlatform.Platform.Tests;

/// <summary>Waiting on conditions of real processes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) });

    /// <summary>Asks until the answer is as expected.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the last answer.</exception>
    public static async Task<T> IsAsync<T>(Func<Task<T>> ask, Func<T, bool> expected)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (expected(answer))
                return answer;
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new TimeoutException($"The last answer was: {answer}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits for a status; gives the body.</summary>
    public static async Task<string> AnswersAsync(Uri address, HttpStatusCode status) =>
        (await IsAsync(() => GetAsync(address), a => a.Status == status)).Body;

    /// <summary>Status and body; no status where nobody listens.</summary>
    public static async Task<(HttpStatusCode? Status, string Body)> GetAsync(Uri address)
    {
        try
        {
            using var answer = await Http.GetAsync(address);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException e)
        {
            return (null, e.Message);
        }
    }
}
