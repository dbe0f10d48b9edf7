using System.Text;
using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>Header fields that a server reads, with values it may not expect.</summary>
internal static class Headers
{
    public static readonly Gen<string> Hosts = Gen.OneOf("localhost", "evil.example", "127.0.0.1:8000", "", "localhost:8000, evil.example", "[::1", "localhost:99999", "\"><x-marker-113>");

    public static readonly Gen<string> ContentTypes = Gen.OneOf(
        "", "application/json", "text/plain", "application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=koi8-r",
        "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=\"<x-marker-111>\"", "application/x-www-form-urlencoded;charset", "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/x-www-form-urlencoded, application/json", "application/x-www-form-urlencodedx", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x",
        "multipart/form-data; boundary=" + new string('b', 200), "multipart/mixed; boundary=x", "*/*", "ф/ы", ";;;", "application/jwt");

    private static readonly string[] Read =
    [
        "User-Agent", "Accept-Language", "Origin", "Referer", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL", "X-HTTP-Method-Override", "If-None-Match",
        "If-Modified-Since", "Range", "traceparent", "tracestate", "baggage", "DPoP", "X-Requested-With", "Sec-Fetch-Site", "Access-Control-Request-Method", "Access-Control-Request-Headers",
        "Accept-Encoding", "Content-Encoding", "Expect", "TE", "X-Client-Cert", "Content-Language", "Idempotency-Key",
    ];

    private static readonly Gen<string> Accepts = Gen.OneOf(
        "text/html", "application/json", "*/*", "", "text/html;q=0", "application/xml", "text/html,application/xhtml+xml,*/*;q=0.8", ",,,", "text/html;q=x", "text/html;charset=\"", "<x-marker-112>");

    private static readonly Gen<string> Authorizations = Gen.OneOf<string>(
        Gen.OneOf(
            "Basic", "Basic ", "Basic !!!", "Basic Og==", "Basic d2Vi", "Basic d2ViOg==", "Basic {basic}", "basic {basic}", "Basic  {basic}", "Basic {basic}=", "Basic {basic~9}", "Basic AAAA", "Basic JTp6eg==",
            "Basic d2ViOiUwMA==", "Basic /////w==", "Bearer", "Bearer ", "Bearer {access_token}", "bearer {access_token}", "Bearer {access_token} x", "Bearer {refresh_token}", "Bearer {id_token}", "DPoP {access_token}",
            "Digest x", "Negotiate x", "x", ",", "Bearer a, Basic {basic}"),
        Values.Tokens.Select(t => "Bearer " + t),
        Values.Any.Select(v => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(v))),
        Values.Raw.Select(v => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"web:{v}"))));

    private static readonly Gen<string> Cookies = Gen.OneOf<string>(
        Values.Any.Select(v => $"saas.identity={v}; saas.form={v}"),
        Gen.OneOf("saas.language=c%3Dxx%7Cuic%3Dxx", "saas.language=c=ru|uic=" + new string('r', 300), "saas.language=\"", "=", ";;;", "saas.identity=; saas.identity=x", "saas.registration=AAAA", "saas.registration={code}"));

    public static readonly Gen<Field> Any = Gen.Frequency<Field>(
        (3, Accepts.Select(v => new Field("Accept", v))),
        (4, Authorizations.Select(v => new Field("Authorization", v))),
        (2, Cookies.Select(v => new Field("Cookie", v))),
        (3, Gen.Select(Gen.OneOf(Read), Values.Any, (n, v) => new Field(n, v))),
        (1, Gen.OneOf("http://localhost:3000", "https://evil.example", "null").Select(v => new Field("Origin", v))),
        (1, Gen.OneOf("ru", "en;q=0", "*", "xx-YY-zz,ru;q=2", "ru,ru,ru,en;q=0.1;q=0.2", "i-default").Select(v => new Field("Accept-Language", v))),
        (1, Gen.OneOf("X-Large", "User-Agent", "Cookie", "Authorization").Select(n => new Field(n, new string('h', 16_000)))));
}
