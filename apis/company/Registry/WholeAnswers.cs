using System.Net;
using System.Net.Mime;
using System.Text.Json;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Takes an answer only whole, of a bounded size, and as JSON. It stands inside the pipeline: what is slow, cut off, too large or
/// garbage is a failed attempt like any other, with its time limit, its retry and its place in the circuit breaker's count.
/// </summary>
internal sealed class WholeAnswers : DelegatingHandler
{
    /// <summary>Twenty suggestions, which is the most that DaData gives, are a fifth of it.</summary>
    public const int MaxBytes = 512 * 1_024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await CheckAsync(response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A redirect would take the key elsewhere; it is not followed, and nothing else than 200 carries an answer.
        if ((int)response.StatusCode < 400 && response.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException("The registry answers with something else than its data.", null, response.StatusCode);
        // What a refusal says is never read.
        if (response.StatusCode != HttpStatusCode.OK)
            return;
        if (response.Content.Headers.ContentType?.MediaType is not { } type || !type.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
            throw new HttpRequestException("The registry's answer is no JSON.");

        await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("The registry's answer is no JSON.", e);
        }
    }
}
