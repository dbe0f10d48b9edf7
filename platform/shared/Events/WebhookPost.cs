using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SaasPlatform.Shared.Events;

/// <summary>Sends a message over HTTP as Standard Webhooks has it, and reads the answer as its receiver means it.</summary>
public static class WebhookPost
{
    /// <summary>POSTs a signed message. Only 2xx is delivered; what else the receiver says in its body is not read.</summary>
    /// <param name="http">Must not follow redirects.</param>
    /// <param name="address">The receiver.</param>
    /// <param name="message">The message; its id is the same at every attempt.</param>
    /// <param name="secrets">One signature a secret.</param>
    /// <param name="now">The time of this attempt.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="UndeliverableException">410 or 413: the receiver is gone, or the message too large for it.</exception>
    /// <exception cref="RetryLaterException">The receiver named a time with <c>Retry-After</c>.</exception>
    /// <exception cref="HttpRequestException">Anything else but 2xx, and any failure on the way.</exception>
    public static async Task SendAsync(
        HttpClient http, Uri address, OutboxMessage message, IReadOnlyList<WebhookSecret> secrets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = message.Id.ToString();
        var timestamp = now.ToUnixTimeSeconds();
        var body = Body(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(s => s.Sign(id, timestamp, body))));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return;

        var reason = string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)response.StatusCode}");
        if (response.StatusCode is HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge)
            throw new UndeliverableException(reason);
        if ((response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now) is { } after)
            throw new RetryLaterException(reason, after);
        throw new HttpRequestException(reason, null, response.StatusCode);
    }

    private static byte[] Body(OutboxMessage message) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = message.Type,
        ["timestamp"] = message.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["aggregate"] = message.Aggregate,
        ["version"] = message.Version,
        ["data"] = JsonNode.Parse(message.Payload),
    }.ToJsonString());
}
