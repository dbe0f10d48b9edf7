using System.Net;
using System.Text.Json.Nodes;

namespace SaasPlatform.Identity.Tests;

/// <summary>An answer of an endpoint that speaks JSON, read to the end.</summary>
public sealed record Reply(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body; an empty object where there is none.</summary>
    public JsonObject Json => Text.StartsWith('{') ? JsonNode.Parse(Text)!.AsObject() : [];

    public string? AccessToken => this["access_token"];

    public string? RefreshToken => this["refresh_token"];

    public string? IdToken => this["id_token"];

    /// <summary>Status and protocol error in one line, for one assertion.</summary>
    public string Outcome => this["error"] is { } error ? $"{(int)Status} {error}" : $"{(int)Status}";

    public string? this[string member] => Json[member]?.ToString();

    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
        }
    }
}
