using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SaasPlatform.Testing;

/// <summary>Requests and answers as tests write and read them.</summary>
public static class Requests
{
    /// <summary>POSTs an object, or a text as it is.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, object body, string? ifMatch = null) =>
        client.SendAsync(Request(HttpMethod.Post, path, body, "application/json", ifMatch));

    /// <summary>Sends an object.</summary>
    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, HttpMethod method, string path, object body) =>
        client.SendAsync(Request(method, path, body, "application/json", ifMatch: null));

    /// <summary>DELETEs with <c>If-Match</c>.</summary>
    public static Task<HttpResponseMessage> DeleteAsync(this HttpClient client, string path, string? ifMatch) =>
        client.SendAsync(Request(HttpMethod.Delete, path, body: null, contentType: null, ifMatch));

    /// <summary>POSTs nothing, with <c>If-Match</c>.</summary>
    public static Task<HttpResponseMessage> PostEmptyAsync(this HttpClient client, string path, string? ifMatch) =>
        client.SendAsync(Request(HttpMethod.Post, path, null, null, ifMatch));

    /// <summary>PATCHes with a JSON merge patch: an object, or a text as it is.</summary>
    public static Task<HttpResponseMessage> PatchJsonAsync(
        this HttpClient client, string path, object body, string? ifMatch, string contentType = "application/merge-patch+json") =>
        client.SendAsync(Request(HttpMethod.Patch, path, body, contentType, ifMatch));

    /// <summary>GETs with <c>If-None-Match</c>.</summary>
    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string path, string ifNoneMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return client.SendAsync(request);
    }

    /// <summary>The body as an object.</summary>
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    /// <summary>The entity tag, or an empty text.</summary>
    public static string ETag(this HttpResponseMessage response) => response.Headers.ETag?.ToString() ?? "";

    /// <summary>The challenge, or an empty text.</summary>
    public static string Challenge(this HttpResponseMessage response) => response.Headers.WwwAuthenticate.ToString();

    /// <summary>A member of the body as text.</summary>
    public static string? Text(this JsonNode node, string member) => node[member]?.ToString();

    /// <summary>Status, content type and code of a refusal in one line, for one assertion.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response)
    {
        var body = await response.JsonAsync();
        var complete = body.Text("title") is not null && body.Text("traceId") is { Length: 32 }
            && body.Text("type") == "urn:saasplatform:problem:" + body.Text("code") && body.Text("status") == ((int)response.StatusCode).ToString(provider: null);
        var incomplete = complete ? "" : " incomplete";
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType?.MediaType} {body.Text("code")}{incomplete}";
    }

    /// <summary>The fields that a refusal names, with a space between.</summary>
    public static async Task<string> WrongFieldsAsync(this HttpResponseMessage response) =>
        string.Join(' ', ((await response.JsonAsync())["errors"]?.AsObject() ?? []).Select(e => e.Key).Order(StringComparer.Ordinal));

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, string? contentType, string? ifMatch)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8);
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
