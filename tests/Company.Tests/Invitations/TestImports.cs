using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>Files of invitations, and the reports on them.</summary>
internal static class TestImports
{
    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, TestCompany company, string file) =>
        client.ImportAsync(company, new ByteArrayContent(Encoding.UTF8.GetBytes(file)));

    public static async Task<HttpResponseMessage> ImportAsync(this HttpClient client, TestCompany company, HttpContent file, string type = "text/csv")
    {
        file.Headers.ContentType = new(type);
        // Not disposed, because that would end a file that is still being sent.
        var request = new HttpRequestMessage(HttpMethod.Post, $"{company.Path}/invitations/import") { Content = file };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The whole report.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ReportAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.ToString());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.Split('\n')[..^1].Select(l => JsonNode.Parse(l)!.AsObject())];
    }

    /// <summary>Line, outcome and why, as <c>2 refused seats_taken</c>, of a line of a report.</summary>
    public static string Said(JsonObject line)
    {
        Assert.Equal(["line", "email", "outcome", "invitationId", "code", "column", "detail"], line.Select(m => m.Key));
        Assert.Equal(line.Text("outcome") == "invited", line["invitationId"] is not null);
        Assert.Equal(line.Text("outcome") is "refused" or "stopped", line["code"] is not null);
        Assert.Equal(line["code"] is null, line["detail"] is null);
        return $"{line.Text("line")} {line.Text("outcome")} {line.Text("code")} {line.Text("column")}".TrimEnd();
    }

    /// <summary>Sends a file and gives what the report says.</summary>
    public static async Task<string[]> SayAsync(this HttpClient client, TestCompany company, string file)
    {
        using var answer = await client.ImportAsync(company, file);
        return [.. (await answer.ReportAsync()).Select(Said)];
    }
}

/// <summary>A file that is still being sent.</summary>
internal sealed class OpenFile : IAsyncDisposable
{
    private readonly Pipe _pipe = new();
    private HttpResponseMessage? _answer;
    private StreamReader? _report;

    public static async Task<OpenFile> SendAsync(HttpClient client, TestCompany company, string beginning)
    {
        var file = new OpenFile();
        var answer = client.ImportAsync(company, new StreamContent(file._pipe.Reader.AsStream()));
        await file.WriteAsync(beginning);
        file._answer = await answer;
        Assert.Equal(HttpStatusCode.OK, file._answer.StatusCode);
        file._report = new(await file._answer.Content.ReadAsStreamAsync());
        return file;
    }

    public async Task WriteAsync(string more) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(more));

    /// <summary>The next line of the report, once it is there.</summary>
    public async Task<string> NextAsync() => TestImports.Said(JsonNode.Parse((await _report!.ReadLineAsync())!)!.AsObject());

    public async Task EndAsync() => await _pipe.Writer.CompleteAsync();

    /// <summary>Whoever sends it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _report?.Dispose();
        _answer?.Dispose();
        await _pipe.Writer.CompleteAsync();
    }
}
