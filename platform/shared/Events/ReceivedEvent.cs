using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Events;

/// <summary>An event of another service as its receiver reads it. Bound as a handler's parameter, it has a good signature.</summary>
public sealed record ReceivedEvent
{
    /// <summary>What happened.</summary>
    [JsonRequired]
    public string Type { get; init; } = "";

    /// <summary>When it was committed.</summary>
    [JsonRequired]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>What it happened to.</summary>
    [JsonRequired]
    public string Aggregate { get; init; } = "";

    /// <summary>Grows with the events of the aggregate.</summary>
    [JsonRequired]
    public long Version { get; init; }

    /// <summary>The payload.</summary>
    [JsonRequired]
    public JsonElement Data { get; init; }

    /// <summary>The payload as <typeparamref name="T"/>; members that it does not know are left out.</summary>
    /// <exception cref="RequestProblemException">It is none: 400.</exception>
    public T Read<T>()
        where T : class
    {
        try
        {
            return Data.Deserialize<T>(JsonSerializerOptions.Web) ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    /// <summary>Reads the body and checks its signature.</summary>
    /// <exception cref="RequestProblemException">401 for a signature that is missing, wrong or old; 400 for a body that is no event.</exception>
    public static async ValueTask<ReceivedEvent?> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        var headers = context.Request.Headers;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var secrets = services.GetRequiredService<IOptions<EventSettings>>().Value.Read();
        if (!secrets.Any(s => s.Verifies(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), bytes.Span, headers["webhook-signature"].ToString(), now)))
            throw new RequestProblemException(StatusCodes.Status401Unauthorized, "signature_invalid", "The signature of the event is missing, wrong or old.");

        try
        {
            return JsonSerializer.Deserialize<ReceivedEvent>(bytes.Span, JsonSerializerOptions.Web) ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    /// <summary>The refusal of a body that is no event, or not one of its type: 400.</summary>
    public static RequestProblemException Malformed() =>
        new(StatusCodes.Status400BadRequest, "malformed_event", "The body is no event of this kind.");
}
