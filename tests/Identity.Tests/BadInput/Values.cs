using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>
/// Values that break readers: of each kind a few known ones and random ones. <c>{code}</c> and the like stand for what a real
/// client or browser holds; <c>{code~7}</c> is the same with its seventh character changed.
/// </summary>
internal static class Values
{
    /// <summary>What a page must never give back as it is.</summary>
    public const string Marker = "<x-marker-";

    /// <summary>A host that no client has registered.</summary>
    public const string ForeignHost = "evil.example";

    private static readonly Gen<string> Words = Gen.OneOf<string>(
        Gen.OneOf("", " ", "a", "0", "null", "true", "undefined", "web", "shop", "spa", "machine", "user_service", "nobody", "WEB", "web ", "*", "%", "+", "&a=b", "=", ";"),
        Gen.OneOf(Names.KnownValues),
        Gen.String[Gen.Char.AlphaNumeric, 0, 20],
        Gen.String[0, 12]);

    private static readonly Gen<string> Html = Gen.Int[100, 999].SelectMany(n => Gen.OneOf<string>(Gen.OneOf(
        $"\"><x-marker-{n}>", $"'><x-marker-{n}>", $"</title><x-marker-{n}>", $"--><x-marker-{n}>", $"</script><x-marker-{n}>", $"{{0}}<x-marker-{n}>",
        $"\"><script>alert({n})</script><x-marker-{n}>", $"\" autofocus onfocus=alert({n}) x=\"<x-marker-{n}>", $"<!--#exec cmd=\"{n}\"--><x-marker-{n}>", $"\u2028<x-marker-{n}>\u2029",
        $"＜x-marker-{n}＞<x-marker-{n}>")));

    private static readonly Gen<string> Numbers = Gen.OneOf<string>(
        Gen.OneOf("-1", "-0", "1.5", "1e9", "1e999", "NaN", "0x10", "٣", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "2147483648", "4294967296"),
        Gen.Long.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Characters = Gen.OneOf<string>(
        Gen.OneOf("\0", "a\0b", "\ud800", "a\udc00b", "\udbff\udbff", "\ufffe", "\uffff", "\u202e", "\ufeff", "İıſK", "e\u0301\u0301\u0301", "𝒳👩‍👩‍👧‍👦", "\u007f", "\u0085", "\t", "\u001b[31m", "ﷺ"),
        Gen.OneOf("\r\nSet-Cookie: x=injected", "a\r\nX-Injected: 1\r\n\r\n<x-marker-100>", "\nX-Injected: 1", "\rX-Injected: 1", "%0d%0aX-Injected:%201", "\u560d\u560aX-Injected: 1"),
        Gen.String[Gen.Char['\u0001', '\uffff'], 1, 20],
        Gen.String[Gen.Char['\u0001', '\u001f'], 1, 5]);

    private static readonly Gen<string> Json = Gen.OneOf<string>(
        Gen.OneOf("{", "[", "{}", "[]", "\"", "null", "{\"a\":", "{\"id_token\":{\"sub\":{\"value\":[]}}}", "{\"userinfo\":null}", "{\"id_token\":[]}", "{\"id_token\":{\"acr\":{\"essential\":\"yes\",\"values\":{}}}}", "{\"id_token\":{},\"id_token\":{}}", "{\"\\ud800\":1}", "{\"a\":1e999}"),
        Gen.Int[2, 2_000].Select(depth => string.Concat(Enumerable.Repeat("{\"id_token\":", depth)) + "1" + new string('}', depth)),
        Gen.Int[2, 4_000].Select(depth => new string('[', depth)));

    /// <summary>Where a redirect must never lead, and what reads like it.</summary>
    public static readonly Gen<string> Addresses = Gen.OneOf(
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/%09/evil.example", "/\t/evil.example", "///evil.example", "/%2f%2fevil.example", "https:evil.example", "https:/evil.example",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)//<x-marker-101>", "data:text/html,<x-marker-102>", "vbscript:x", "file:///etc/passwd", "about:blank", "/", "~/", "~//evil.example", "/..//evil.example", "/./\\evil.example", "//", "/#//evil.example",
        "https://shop.example@evil.example/signed-in", "https://shop.example.evil.example/signed-in", "https://shop.example/signed-in/../x", "https://shop.example/signed-in#f", "https://shop.example/signed-in?x=1", "https://SHOP.example/signed-in",
        "https://shop.example:443/signed-in", "https://shop.example/signed-in/", "https://shop.example/signed-in ", "http://localhost:3000/", "http://localhost:3000", "http://localhost:3000/api/auth/callback/saas", "https://shop.example/signed-in",
        "http://[::1]/", "http://[", "http://a b/", "http://evil.example\\@shop.example/", "https://xn--/", "https://\u0430pple.example/", "com.example.app:/x", "urn:x", "?returnUrl=/", "/sign-in?returnUrl=%2F%2Fevil.example", "/connect/authorize", "/connect/logout");

    /// <summary>What is no token, and what nearly is one.</summary>
    public static readonly Gen<string> Tokens = Gen.OneOf<string>(
        Gen.OneOf("..", ".", "a.b.c", "a.b.c.d.e", "....", "{id_token}", "{access_token}", "{refresh_token}", "{code}", "{assertion}", "{id_token}{id_token}", " {access_token}", "{access_token} ", "{id_token}=", "{access_token}."),
        Gen.OneOf("id_token", "access_token", "refresh_token", "code", "assertion").SelectMany(t => Gen.Int[0, 1_500].Select(at => $"{{{t}~{at}}}")),
        Gen.OneOf("{\"alg\":\"none\"}", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", "{\"alg\":1}", "{}", "[]", "{", "{\"alg\":\"RS256\",\"kid\":\"../../x\"}", "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"jku\":\"https://evil.example/\",\"x5u\":\"https://evil.example/\"}", "{\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\"}", "{\"alg\":\"RSA-OAEP\",\"zip\":\"DEF\",\"enc\":\"A128GCM\"}")
            .SelectMany(head => Gen.OneOf("{\"sub\":\"x\",\"iss\":\"http://localhost:8000/\"}", "{\"exp\":1e999}", "{\"exp\":\"x\",\"nbf\":[],\"aud\":{}}", "{\"exp\":99999999999999999}", "[]", "x", "").SelectMany(body => Gen.OneOf("", "AAAA", "x", "!").Select(mark => $"{Base64(head)}.{Base64(body)}.{mark}"))),
        Gen.Int[100, 12_000].Select(n => Base64($"{{\"alg\":\"RS256\",\"x\":\"{new string('k', n)}\"}}") + ".e30.AAAA"),
        Gen.String[Gen.Char["abcXYZ019-_."], 1, 80]);

    private static readonly Gen<string> Long = Gen.OneOf("a", "ы", "%", "<", "/", ".", "\"", " ", "openid ", "a@", "{\"a\":").SelectMany(part => Gen.OneOf(100, 256, 2_047, 2_049, 7_000, 9_000).Select(n => string.Concat(Enumerable.Repeat(part, Math.Max(1, n / part.Length)))));

    private static readonly Gen<string> Mails = Gen.OneOf("{email}", "{EMAIL}", "nobody@example.com", "a@b", "@", "a@@example.com", "a\u0301@example.com", "a@\u0430.example", "a@xn--a.example", "a@-.example", "a@[127.0.0.1]", "\"a b\"@example.com", "a@example.com\r\nBcc: b@example.com", "a@\ud800.example", "ı@example.com", "a@exa\u00admple.com", "<x-marker-103>@example.com", "'><x-marker-104>@example.com");

    public static readonly Gen<string> Any = Gen.Frequency<string>((6, Words), (4, Html), (2, Numbers), (4, Characters), (2, Json), (3, Addresses), (3, Tokens), (1, Long), (2, Mails));

    /// <summary>Percent-encoding gone wrong, and what else only goes out unencoded.</summary>
    public static readonly Gen<string> Raw = Gen.OneOf<string>(
        Gen.OneOf("%", "%%", "%z1", "%1", "%u0041", "%00", "a%00b", "%C0%AF", "%C0%80", "%E0%80%AF", "%ED%A0%80", "%F4%90%80%80", "%FF%FE", "%80", "%F0%9F", "%0d%0aX-Injected:%201", "%250d%250a", "+", "a+b%2Bc", "a=b=c", "a&b", "a;b", "[]", "a[0]", "\"", "'", "%22%3E%3Cx-marker-105%3E", "\"><x-marker-106>", "%2522%253E%253Cx-marker-107%253E", "%D1%84%F4", "#", "?", "@"),
        Gen.Byte.Array[1, 12].Select(bytes => string.Concat(bytes.Select(b => $"%{b:x2}"))));

    private static string Base64(string text) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(text);
}
