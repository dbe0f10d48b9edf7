using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>Requests that are right, of every kind that an endpoint takes.</summary>
internal static class Rights
{
    private const string Form = "/connect/authorize";

    /// <summary>What a client may send besides what it must.</summary>
    private static readonly Gen<(string Name, string Value)[]> Optional = Gen.OneOf<(string, string)>(
        ("prompt", "none"), ("prompt", "login"), ("prompt", "consent"), ("prompt", "create"), ("prompt", "select_account"), ("max_age", "0"), ("max_age", "3600"), ("ui_locales", "ru en"), ("login_hint", "{email}"),
        ("id_token_hint", "{id_token}"), ("response_mode", "query"), ("response_mode", "form_post"), ("resource", "http://localhost:8001"), ("acr_values", "1"), ("display", "popup"), ("nonce", "n"), ("claims", "{\"id_token\":{\"acr\":null}}"))
        .Array[0, 2];

    private static readonly Gen<Draft> Authorization = Gen.Select(Gen.OneOf(TestClients.Web, TestClients.Shop, TestClients.Spa, TestClients.Docs), Optional, Gen.Int[0, 9], (client, optional, browser) =>
    {
        var draft = new Draft("GET", Form).WithHeader("Accept", "text/html").WithQuery(
            ("client_id", client.Id), ("response_type", "code"), ("redirect_uri", client.RedirectUri), ("scope", client.Scope), ("state", "s"), ("nonce", "n"),
            ("code_challenge", Visitor.Challenge), ("code_challenge_method", "S256"));
        draft = draft.WithQuery(optional);
        return browser < 6 ? draft.SignedIn() : draft;
    });

    private static readonly Gen<Draft> Logout = Gen.OneOf(
        new Draft("GET", "/connect/logout").WithQuery(("id_token_hint", "{id_token}"), ("client_id", "web"), ("post_logout_redirect_uri", "http://localhost:3000/"), ("state", "s"), ("ui_locales", "ru")),
        new Draft("GET", "/connect/logout").WithQuery(("client_id", "web"), ("post_logout_redirect_uri", "http://localhost:3000/"), ("logout_hint", "{email}")),
        new Draft("GET", "/connect/logout").WithQuery(("post_logout_redirect_uri", "http://localhost:3000/"), ("state", "s")),
        new Draft("GET", "/connect/logout").WithQuery(("id_token_hint", "{id_token}"))).SelectMany(d => Gen.Frequency((2, d), (1, d.SignedIn()))).Select(d => d.WithHeader("Accept", "text/html"));

    private static readonly Gen<Draft> Token = Gen.OneOf(
        Post("/connect/token").WithForm(("grant_type", "authorization_code"), ("code", "{code}"), ("redirect_uri", TestClients.Web.RedirectUri), ("code_verifier", Visitor.Verifier)).WithHeader("Authorization", "Basic {basic}"),
        Post("/connect/token").WithForm(("grant_type", "authorization_code"), ("code", "{code}"), ("redirect_uri", TestClients.Web.RedirectUri), ("code_verifier", Visitor.Verifier), ("client_id", "web"), ("client_secret", "{secret}")),
        Post("/connect/token").WithForm(("grant_type", "refresh_token"), ("refresh_token", "{refresh_token}"), ("scope", "openid")).WithHeader("Authorization", "Basic {basic}"),
        Post("/connect/token").WithForm(("grant_type", "refresh_token"), ("refresh_token", "{refresh_token}"), ("client_id", "web"), ("client_secret", "{secret}"), ("resource", "http://localhost:8001")),
        Post("/connect/token").WithForm(("grant_type", "client_credentials"), ("scope", "companies.read"), ("resource", "http://localhost:8001"), ("client_id", "machine"), ("client_secret", "{machine_secret}")),
        Post("/connect/token").WithForm(("grant_type", "client_credentials"), ("scope", "internal.accounts"), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", "{assertion}")));

    private static readonly Gen<Draft> UserInfo = Gen.OneOf(
        new Draft("GET", "/connect/userinfo").WithHeader("Authorization", "Bearer {access_token}"),
        Post("/connect/userinfo").WithHeader("Authorization", "Bearer {access_token}"),
        Post("/connect/userinfo").WithForm(("access_token", "{access_token}")));

    /// <summary>The endpoints by name.</summary>
    public static readonly IReadOnlyDictionary<string, Gen<Draft>> All = new Dictionary<string, Gen<Draft>>
    {
        ["authorize by GET"] = Authorization,
        ["authorize by POST"] = Authorization.Select(d => d.Posted()),
        ["pushed authorization"] = Authorization.Select(d => (d.Posted() with { Path = "/connect/par", Headers = [] }).WithHeader("Authorization", "Basic {basic}")),
        ["token"] = Token,
        ["userinfo"] = UserInfo,
        ["introspection"] = AboutToken("/connect/introspect"),
        ["revocation"] = AboutToken("/connect/revoke"),
        ["end session"] = Gen.Select(Logout, Gen.Bool, (d, post) => post ? d.Posted() : d),
        ["discovery"] = Gen.OneOf("/.well-known/openid-configuration", "/.well-known/jwks").Select(path => new Draft("GET", path)),
        ["sign-in page"] = Page("/sign-in", ("Email", "{email}"), ("Password", IdentityService.Password), ("Remember", "yes")),
        ["register page"] = Gen.OneOf("yes", "no", "on").SelectMany(consent => Page("/register", ("Name", "Anna"), ("Email", "{new_email}"), ("Password", IdentityService.Password), ("PersonalData", consent))),
        ["consent page"] = Gen.Select(Page("/consent"), Gen.OneOf("Accept", "Refuse"), (d, handler) => d.SignedIn().WithQuery(("handler", handler))),
        ["sign-out page"] = Page("/sign-out"),
        ["forgotten password page"] = Gen.OneOf("{email}", "anna", "").SelectMany(email => Page("/forgot-password", ("Email", email))),
    };

    private static Draft Post(string path) => new("POST", path);

    private static Gen<Draft> AboutToken(string path) => Gen.Select(Gen.OneOf("access_token", "refresh_token", "id_token", "code"), Gen.OneOf("access_token", "refresh_token", ""), (token, hint) =>
        Post(path).WithForm(("token", $"{{{token}}}"), ("token_type_hint", hint)).WithHeader("Authorization", "Basic {basic}"));

    /// <summary>A page with the request it will go back to, which is spoilt like any other; opened, or its form sent.</summary>
    private static Gen<Draft> Page(string path, params (string Name, string Value)[] fields)
    {
        var interrupted = Gen.Frequency<string>(
            (5, Changes.Spoil(Authorization).Select(Wire.Target)), (2, Changes.Spoil(Logout).Select(Wire.Target)), (3, Authorization.Select(Wire.Target)), (2, Values.Addresses), (1, Values.Any));
        return Gen.Select(interrupted, Gen.Int[0, 9], (returnUrl, way) =>
        {
            var draft = new Draft("GET", path).WithHeader("Accept", "text/html").WithQuery(("returnUrl", returnUrl));
            if (way < 4)
                return way < 2 ? draft : draft.SignedIn();
            draft = (draft with { Method = "POST" }).WithForm(fields).WithForm(("antiforgery", "{antiforgery}"));
            return way < 8 ? draft.WithForm(("returnUrl", returnUrl)) : draft.SignedIn();
        });
    }
}
