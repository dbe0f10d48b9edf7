using System.Text;
using Microsoft.AspNetCore.Http;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>What came back.</summary>
internal sealed record Outcome(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string? Location => Header("Location");

    public string MediaType => (Header("Content-Type") ?? "").Split(';')[0];

    public static async Task<Outcome> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        using var reader = new StreamReader(context.Response.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(cancel);
        var headers = context.Response.Headers.SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v ?? ""))).ToList();
        return new(context.Response.StatusCode, headers, body);
    }

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Status}\n{string.Join('\n', Headers.Select(h => $"{h.Key}: {h.Value}"))}\n\n{(Body.Length > 3_000 ? Body[..3_000] + "…" : Body)}";
}
