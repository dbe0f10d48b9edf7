using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>What a browser without JavaScript does: keeps cookies, follows nothing by itself, sends the hidden fields of a form.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();
    private readonly Uri _origin = new("http://localhost:8000");

    public Browser(HttpMessageHandler server, string language)
    {
        _client = new HttpClient(server) { BaseAddress = _origin };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("TestBrowser/1.0");
    }

    /// <summary>What the requests say in <c>Host</c>; their own where it is not set.</summary>
    public string? Host { get; set; }

    /// <summary>The trace that the requests say they belong to.</summary>
    public ActivityTraceId? TraceId { get; set; }

    public IEnumerable<string> CookieNames => _cookies.GetCookies(_origin).Select(c => c.Name);

    /// <summary>The cookies as the next request will bring them.</summary>
    public string CookieHeader => _cookies.GetCookieHeader(_origin);

    /// <summary>When each cookie ends by itself; the year 1 for one that ends with the browser's window.</summary>
    public DateTime ExpiryOf(string cookie) => _cookies.GetCookies(_origin)[cookie]!.Expires;

    /// <summary>What a thief of the cookies has.</summary>
    public void TakeCookiesOf(Browser other) => _cookies.Add(other._cookies.GetCookies(_origin));

    public Task<Answer> GetAsync(string url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Opens a page, fills in the form in its main part and sends it.</summary>
    public async Task<Answer> SubmitAsync(string url, params (string Name, string Value)[] fields) =>
        await SubmitAsync(url, handler: null, fields);

    /// <summary>The same, with the button that names a handler.</summary>
    public async Task<Answer> SubmitAsync(string url, string? handler, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(url);
        var main = page.Html[page.Html.IndexOf("<main", StringComparison.Ordinal)..page.Html.IndexOf("</main>", StringComparison.Ordinal)];
        var hidden = HiddenField().Matches(main).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        var target = url;
        if (handler is not null)
        {
            var action = Regex.Match(main, $"formaction=\"([^\"]*handler={handler}[^\"]*)\"").Groups[1].Value;
            Assert.NotEmpty(action);
            target = WebUtility.HtmlDecode(action);
        }

        return await PostAsync(target, [.. hidden, .. fields]);
    }

    /// <summary>Sends fields as they are, as a page on another site could.</summary>
    public Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, url)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Host = Host;
            if (TraceId is { } trace)
                request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            if (CookieHeader is { Length: > 0 } cookies)
                request.Headers.Add("Cookie", cookies);
            using var response = await _client.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                _cookies.SetCookies(_origin, cookie);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
            return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
        }
    }

    [GeneratedRegex("<input (?=[^>]*type=\"hidden\")(?=[^>]*name=\"([^\"]+)\")(?=[^>]*value=\"([^\"]*)\")")]
    private static partial Regex HiddenField();
}

/// <summary>What came back, read to the end.</summary>
public sealed partial record Answer(HttpStatusCode Status, string Html, IReadOnlyDictionary<string, string> Headers)
{
    public string? Location => Headers.GetValueOrDefault("Location");

    public string Policy => Headers["Content-Security-Policy"];

    public string Title => WebUtility.HtmlDecode(TitleElement().Match(Html).Groups[1].Value);

    /// <summary>The antiforgery token of the first form.</summary>
    public string FormToken => Token().Match(Html).Groups[1].Value;

    /// <summary>The messages beside the fields, by field.</summary>
    public Dictionary<string, string> Errors => FieldError().Matches(Html).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    /// <summary>The page without what differs at every request.</summary>
    public string Comparable => Changing().Replace(Html, "…");

    [GeneratedRegex("name=\"antiforgery\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex TitleElement();

    [GeneratedRegex("<p class=\"error\" id=\"(\\w+)-error\">(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex FieldError();

    [GeneratedRegex("name=\"antiforgery\"[^>]*>|[0-9a-f]{32}@example\\.com")]
    private static partial Regex Changing();
}
