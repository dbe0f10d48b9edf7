using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>A person with two browsers, signed in with one of them, and with the tokens of a client; what was used up is got anew.</summary>
internal sealed partial class Visitor(IdentityService service, Account account) : IDisposable
{
    /// <summary>The pair of RFC 7636 appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <summary>Only a request that hangs takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private static readonly string[] Tokens = ["access_token", "refresh_token", "id_token"];
    private static readonly string Basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"web:{TestClients.Web.Secret}"));

    private readonly Dictionary<string, string> _held = new()
    {
        ["email"] = account.Email!,
        ["EMAIL"] = account.Email!.ToUpperInvariant(),
        ["basic"] = Basic,
        ["secret"] = TestClients.Web.Secret!,
        ["machine_secret"] = TestClients.Machine.Secret!,
    };

    private readonly Browser _stranger = service.Browser();
    private Browser? _signedIn;
    private int _revocations;

    /// <summary>Sends what the draft says.</summary>
    public async Task<(Wire Sent, Outcome Answer)> SendAsync(Draft draft)
    {
        await PrepareAsync(draft);
        var sent = Wire.Write(draft, Resolve);
        using var hang = new CancellationTokenSource(Hang);
        var server = (TestServer)service.Services.GetRequiredService<IServer>();
        var context = await server.SendAsync(http => Fill(http.Request, sent, (draft.IsSignedIn ? _signedIn! : _stranger).CookieHeader), hang.Token);
        var answer = await Outcome.ReadAsync(context, hang.Token);
        Forget(sent, answer);
        return (sent, answer);
    }

    public void Dispose()
    {
        _signedIn?.Dispose();
        _stranger.Dispose();
    }

    private static void Fill(HttpRequest request, Wire sent, string cookies)
    {
        request.Method = sent.Method;
        request.Scheme = "http";
        request.Host = new HostString(sent.Host);
        request.Path = sent.Path;
        request.QueryString = new QueryString(sent.Query);
        if (cookies.Length > 0)
            request.Headers.Cookie = cookies;
        foreach (var (name, value) in sent.Headers.Where(h => h.Key != "Host"))
            request.Headers[name] = name is "Cookie" ? value : StringValues.Concat(request.Headers[name], value);
        request.ContentLength = sent.Body.Length;
        request.Body = new MemoryStream(sent.Body);
    }

    /// <summary>Puts what this visitor holds in place of its name.</summary>
    private string Resolve(string text) => !text.Contains('{', StringComparison.Ordinal) ? text : Placeholder().Replace(text, found =>
    {
        if (!_held.TryGetValue(found.Groups[1].Value, out var value))
            return found.Value;
        if (!found.Groups[2].Success)
            return value;
        var at = int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) % value.Length;
        return string.Concat(value.AsSpan(0, at), value[at] == 'x' ? "y" : "x", value.AsSpan(at + 1));
    });

    /// <summary>Gets what the draft needs and is not there, or not any more.</summary>
    private async Task PrepareAsync(Draft draft)
    {
        var values = string.Join(' ', draft.Query.Concat(draft.Form).Concat(draft.Headers).Select(f => f.Value));
        bool IsMissing(params string[] names) => names.Any(n => !_held.ContainsKey(n) && values.Contains('{' + n, StringComparison.Ordinal));

        // Only where they are revoked is it good to have revoked ones.
        if (_revocations > 0 && draft.Path != "/connect/revoke")
            ForgetTokens();
        var needsTokens = IsMissing("access_token", "refresh_token", "id_token");
        var needsCode = IsMissing("code");
        if (!_held.ContainsKey("stranger_form"))
            _held["stranger_form"] = (await _stranger.GetAsync("/sign-in")).FormToken;
        if (_signedIn is null && (draft.IsSignedIn || needsTokens || needsCode))
            await SignInAsync();
        _held["antiforgery"] = _held[draft.IsSignedIn ? "signed_in_form" : "stranger_form"];
        _held["new_email"] = $"{Guid.NewGuid():N}@example.com";
        if (!_held.ContainsKey("assertion"))
            _held["assertion"] = TestClients.Assertion(service.Clock.GetUtcNow());
        var flow = new CodeFlow(service, TestClients.Web);
        if (needsTokens)
        {
            var tokens = await flow.ExchangeAsync(await CodeAsync(flow), ("code_verifier", Verifier));
            Assert.Equal("200", tokens.Outcome);
            foreach (var name in Tokens)
                _held[name] = tokens[name]!;
        }

        if (needsCode)
            _held["code"] = await CodeAsync(flow);
    }

    private async Task SignInAsync()
    {
        _signedIn = service.Browser();
        _signedIn.TakeCookiesOf(_stranger);
        var answer = await _signedIn.PostAsync("/sign-in", ("Email", account.Email!), ("Password", IdentityService.Password), ("antiforgery", _held["stranger_form"]));
        Assert.Equal("/", answer.Location);
        _held["signed_in_form"] = (await _signedIn.GetAsync("/sign-in")).FormToken;
    }

    /// <summary>A code serves once, a revoked token and those of a session that ended no more.</summary>
    private void Forget(Wire sent, Outcome answer)
    {
        var body = Encoding.UTF8.GetString(sent.Body);
        var isSpent = answer.Status == 200 || answer.Body.Contains("exchanged", StringComparison.Ordinal);
        if (isSpent && _held.TryGetValue("code", out var code) && body.Contains(code, StringComparison.Ordinal))
            _held.Remove("code");
        var hasSession = !answer.Headers.Any(h => h.Key == "Set-Cookie" && h.Value.StartsWith("saas.identity=;", StringComparison.Ordinal));
        // Of eight tokens that may have been revoked one is got anew: the others are revoked again.
        var isRevoked = sent.Path == "/connect/revoke" && answer.Status == 200 && ++_revocations >= 8;
        if (isRevoked || !hasSession)
            ForgetTokens();
        if (hasSession)
            return;
        _held.Remove("code");
        _signedIn?.Dispose();
        _signedIn = null;
    }

    private void ForgetTokens()
    {
        _revocations = 0;
        foreach (var name in Tokens)
            _held.Remove(name);
    }

    private Task<string> CodeAsync(CodeFlow flow) => flow.CodeAsync(_signedIn!, ("code_challenge", Challenge));

    [GeneratedRegex(@"\{([a-zA-Z_]+)(?:~(\d+))?\}")]
    private static partial Regex Placeholder();
}
