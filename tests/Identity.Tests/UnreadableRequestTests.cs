using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>Whatever anybody sends is answered; nothing of it is a failure of the service.</summary>
public sealed class UnreadableRequestTests(IdentityService service)
{
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, string> Posts()
    {
        var fields = string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"f{i}=1"));
        var key = new string('k', 5_000) + "=1";
        var posts = new TheoryData<string, string, string>();
        foreach (var path in new[] { "/connect/token", "/connect/authorize", "/connect/logout", "/connect/userinfo", "/connect/introspect", "/connect/revoke", "/sign-in", "/register", "/language", "/nowhere" })
        {
            posts.Add(path, Form, fields);
            posts.Add(path, Form, key);
            posts.Add(path, Form, "grant_type=client_credentials&client_id=a%00b&Email=a%00b&Password=c");
            posts.Add(path, Form + "; charset=utf-7", "a=b");
            posts.Add(path, "multipart/form-data", "a=b");
            posts.Add(path, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb");
        }

        return posts;
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Form_ThatCannotBeReadIsRefused(string path, string type, string body)
    {
        foreach (var accept in new[] { "application/json", "text/html" })
        {
            using var http = service.Client();
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            request.Headers.Accept.ParseAdd(accept);
            using var response = await http.SendAsync(request);

            Assert.Equal(400, (int)response.StatusCode);
            Assert.NotEmpty(await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/connect/authorize?client_id=a%00b&response_type=code")]
    [InlineData("/connect/authorize?client_id=web&scope=a%00b")]
    [InlineData("/connect/logout?client_id=a%00b")]
    [InlineData("/connect/logout?post_logout_redirect_uri=a%00b")]
    [InlineData("/sign-in?a%00b=c")]
    [InlineData("/sign-in?returnUrl=%2Fconnect%2Fauthorize%3Fclient_id%3Da%2500b")]
    [InlineData("/register?returnUrl=%2Fconnect%2Fauthorize%3Fclient_id%3Dweb%26scope%3Da%2500b")]
    [InlineData("/sign-out?returnUrl=%2Fconnect%2Flogout%3Fpost_logout_redirect_uri%3Da%2500b")]
    [InlineData("/sign-out?returnUrl=%2Fconnect%2Flogout%3Fclient_id%3Da%2500b")]
    public async Task Query_WithNulIsNoFailure(string url)
    {
        using var browser = service.Browser();

        Assert.InRange((int)(await browser.GetAsync(url)).Status, 200, 499);
    }

    [Fact]
    public async Task Consent_WithNulInARequestedScopeIsNoFailure()
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        var answer = await browser.GetAsync("/consent?returnUrl=" + Uri.EscapeDataString("/connect/authorize?client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fsigned-in&scope=a%00b"));

        Assert.Equal(400, (int)answer.Status);
    }

    [Fact]
    public async Task BasicCredentials_WithNulAreThoseOfNobody() =>
        Assert.Equal("401 invalid_client", (await service.PostAsync("/connect/token", new TestClient("a\0b", "secret", "", ""), ("grant_type", "client_credentials"))).Outcome);

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("-9223372036854775808")]
    public async Task MaxAge_OfAnySizeIsNoFailure(string seconds)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync());

        Assert.InRange((int)(await browser.GetAsync(new CodeFlow(service, TestClients.Web).Url(("max_age", seconds)))).Status, 200, 499);
    }

    /// <summary>The framework looks at the beginning of the type alone, and then cannot read the body.</summary>
    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/authorize")]
    [InlineData("/sign-in")]
    public async Task ContentType_ThatOnlyBeginsAsAFormIsRefused(string path)
    {
        foreach (var type in new[] { Form + ", application/json", Form + "x", "multipart/form-data, " + Form })
        {
            using var content = new ByteArrayContent("a=b"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, path, "application/json", content)).Status);
        }
    }

    [Fact]
    public async Task Field_OfAnyNameIsNoFailure()
    {
        using var browser = service.Browser();
        var token = (await browser.GetAsync("/sign-in")).FormToken;

        foreach (var name in new[] { "[", "]", "a[", "a]b[", "a.b[c" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", ("antiforgery", token), (name, "1"))).Status);
    }

    [Theory]
    [InlineData("PUT", "/sign-in")]
    [InlineData("DELETE", "/consent")]
    [InlineData("TRACE", "/register")]
    [InlineData("PROPFIND", "/sessions")]
    public async Task Method_ThatNoPageHasIsNamed(string method, string path)
    {
        var answer = await SendAsync(new HttpMethod(method), path, "text/html");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Contains("<dd>method_not_allowed</dd>", answer.Text);
    }

    [Theory]
    [InlineData("localhost:99999")]
    [InlineData("localhost:65536")]
    public async Task Host_WithAPortThatIsNoneIsMisdirected(string host)
    {
        var server = (TestServer)service.Services.GetRequiredService<IServer>();

        var context = await server.SendAsync(http =>
        {
            http.Request.Path = "/connect/authorize";
            http.Request.Host = new HostString(host);
        });

        Assert.Equal(StatusCodes.Status421MisdirectedRequest, context.Response.StatusCode);
    }

    /// <summary>A caller that accepts no JSON still learns the code.</summary>
    [Theory]
    [InlineData("/sign-in", "application/xml", "invalid_request")]
    [InlineData("/nowhere", "application/xml", "not_found")]
    [InlineData("/nowhere", "image/png, text/plain", "not_found")]
    public async Task Refusal_IsAProblemWhateverTheCallerAccepts(string path, string accept, string code)
    {
        using var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", Form + "; charset=utf-7");

        var answer = await SendAsync(HttpMethod.Post, path, accept, content);

        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal(code, answer["code"]);
        Assert.Matches("^[0-9a-f]{32}$", answer["traceId"]!);
    }

    [Fact]
    public async Task UserAgent_WhoseKeptPartEndsInACharacterIsNoFailure()
    {
        using var browser = service.Browser();
        var token = (await browser.GetAsync("/register")).FormToken;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Name"] = "Anna",
            ["Email"] = $"{Guid.NewGuid():N}@example.com",
            ["Password"] = IdentityService.Password,
            ["PersonalData"] = "yes",
            ["antiforgery"] = token,
        });

        var answer = await SendAsync(HttpMethod.Post, "/register", "text/html", form, ("Cookie", browser.CookieHeader), ("User-Agent", new string('a', 299) + "😀"));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    private async Task<Reply> SendAsync(HttpMethod method, string path, string accept, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var http = service.Client();
        http.DefaultRequestHeaders.Accept.Clear();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers.Append(("Accept", accept)))
            request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.ReadAsync(await http.SendAsync(request));
    }
}
