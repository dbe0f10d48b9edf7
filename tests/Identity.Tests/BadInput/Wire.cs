using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>A request as it goes out: what a server's parser lets through to the application.</summary>
internal sealed record Wire(string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    private const string Boundary = "x-boundary";

    public string Host => Headers.LastOrDefault(h => h.Key == "Host").Value ?? "localhost:8000";

    /// <summary>Writes a draft, with the visitor's tokens in place of their names.</summary>
    public static Wire Write(Draft draft, Func<string, string> resolve)
    {
        var (body, type) = draft.Method is "GET" or "HEAD" && draft.Form.IsEmpty ? ([], null) : Content(draft, resolve);
        // No server takes these in a header.
        var headers = draft.Headers.Select(h => KeyValuePair.Create(h.Name, string.Concat(resolve(h.Value).Where(c => c is not ('\r' or '\n' or '\0'))))).ToList();
        if ((draft.ContentType ?? type) is { Length: > 0 } contentType)
            headers.Add(new("Content-Type", contentType));
        if (draft.Body is BodyKind.Gzip)
            headers.Add(new("Content-Encoding", "gzip"));
        return new(draft.Method, resolve(draft.Path), draft.Query.IsEmpty ? "" : "?" + UrlEncoded(draft.Query, resolve, isInLine: true), headers, body);
    }

    /// <summary>Path and query, for an address inside another one.</summary>
    public static string Target(Draft draft) => draft.Path + "?" + UrlEncoded(draft.Query, v => v, isInLine: true);

    /// <summary>What is no character is escaped as the replacement character.</summary>
    public static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    /// <summary>As text, for whoever reads of a failure.</summary>
    public override string ToString()
    {
        var text = $"{Method} {Path}{Query}\n{string.Join('\n', Headers.Select(h => $"{h.Key}: {h.Value}"))}\n\n{Encoding.Latin1.GetString(Body)}";
        return text.Length > 6_000 ? text[..6_000] + "…" : text;
    }

    private static (byte[] Body, string? Type) Content(Draft draft, Func<string, string> resolve)
    {
        var form = Encoding.UTF8.GetBytes(UrlEncoded(draft.Form, resolve, isInLine: false));
        const string Type = "application/x-www-form-urlencoded";
        return draft.Body switch
        {
            BodyKind.Form => (form, Type),
            BodyKind.Multipart => (Multipart(draft, resolve, end: "--"), $"multipart/form-data; boundary={Boundary}"),
            BodyKind.CutOff => (Multipart(draft, resolve, end: ""), $"multipart/form-data; boundary={Boundary}"),
            BodyKind.Json => (Encoding.UTF8.GetBytes(Json(draft, resolve)), "application/json"),
            BodyKind.Gzip => (Zipped(form), Type),
            BodyKind.Utf16 => (Encoding.Unicode.GetBytes(UrlEncoded(draft.Form, resolve, isInLine: false)), Type),
            BodyKind.Junk => ([.. form.Select(b => (byte)(b * 7))], Type),
            _ => ([], null),
        };
    }

    /// <summary>A request line takes printable ASCII alone; a body takes any byte.</summary>
    private static string UrlEncoded(IEnumerable<Field> fields, Func<string, string> resolve, bool isInLine)
    {
        var text = string.Join('&', fields.Select(f => f.IsRaw ? $"{f.Name}={f.Value}" : $"{Escape(f.Name)}={Escape(resolve(f.Value))}"));
        return isInLine ? string.Concat(text.Where(c => c is > ' ' and < '\x7f')) : text;
    }

    private static byte[] Multipart(Draft draft, Func<string, string> resolve, string end)
    {
        var parts = draft.Form.Select(f => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{resolve(f.Value)}\r\n");
        return Encoding.UTF8.GetBytes($"{string.Concat(parts)}--{Boundary}{end}");
    }

    private static string Json(Draft draft, Func<string, string> resolve)
    {
        var json = new JsonObject();
        foreach (var field in draft.Form)
            json[field.Name] = resolve(field.Value);
        return json.ToJsonString();
    }

    private static byte[] Zipped(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(content);
        return zipped.ToArray();
    }
}
