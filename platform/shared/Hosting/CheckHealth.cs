using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// The command <c>health check</c>: asks the service that runs beside it whether it is ready. Containers without a shell
/// have nothing else to ask with.
/// </summary>
internal sealed class CheckHealth(IOptions<HttpSettings> settings)
    : Command("health", "check", "Ask the running service whether it is ready; exit code 0 means that it is.")
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var handler = new HttpClientHandler
        {
            UseProxy = false,
            // The certificate is made for the public name; here a container asks itself, over the loopback.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(Ready(settings.Value.Url), cancellationToken);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"No answer: {failure.Message}");
            return 1;
        }
    }

    /// <summary>A service that listens on every address is asked over the loopback.</summary>
    private static Uri Ready(Uri listens) => new UriBuilder(listens)
    {
        Host = listens.Host is "0.0.0.0" or "[::]" ? "localhost" : listens.Host,
        Path = "/health/ready",
    }.Uri;
}
