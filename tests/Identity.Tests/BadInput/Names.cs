using CsCheck;

namespace SaasPlatform.Identity.Tests.BadInput;

/// <summary>Names and values that the specifications know, and names they do not.</summary>
internal static class Names
{
    /// <summary>The OAuth Parameters registry, and what the pages take.</summary>
    public static readonly string[] Known =
    [
        "client_id", "client_secret", "response_type", "redirect_uri", "scope", "state", "code", "error", "error_description", "error_uri", "grant_type", "access_token", "token_type", "expires_in",
        "username", "password", "refresh_token", "nonce", "display", "prompt", "max_age", "ui_locales", "claims_locales", "id_token_hint", "login_hint", "acr_values", "claims", "registration",
        "request", "request_uri", "id_token", "session_state", "assertion", "client_assertion", "client_assertion_type", "code_verifier", "code_challenge", "code_challenge_method", "claim_token",
        "token", "token_type_hint", "response_mode", "resource", "audience", "requested_token_type", "subject_token", "subject_token_type", "actor_token", "device_code", "authorization_details",
        "dpop_jkt", "iss", "sid", "logout_hint", "post_logout_redirect_uri", "consent", "returnUrl", "Email", "Password", "Name", "PersonalData", "Remember", "changed", "to", "handler", "antiforgery",
        "ReturnUrl", "language", "again", "page", "area", "culture", "_method", "__RequestVerificationToken",
    ];

    public static readonly string[] KnownValues =
    [
        "code", "token", "id_token", "code id_token", "id_token token", "none", "code none", "login", "consent", "create", "select_account", "none login", "login consent", "none none", "create none", "login  login",
        "query", "fragment", "form_post", "web_message", "query.jwt", "jwt", "S256", "plain", "s256", "openid", "openid openid", "profile", "internal.accounts", "offline_access", "openid internal.accounts", "authorization_code", "refresh_token", "client_credentials",
        "password", "implicit", "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "urn:ietf:params:oauth:request_uri:x",
        "access_token", "ru", "en", "ru-RU en", "xx", "i-klingon", "page", "popup", "touch", "http://localhost:8001", "http://localhost:8001/", "http://localhost:8000", "0", "1", "3600", "yes", "on", "Accept", "Refuse",
    ];

    private static readonly string[] Odd = ["", " ", "\"><x-marker-110>", "a\0b", "client_id ", "Client_Id", "CLIENT_ID", "client_id[]", "client_id[0]", "client_id.x", "$.x", "__proto__", "ф", "\ud800", "\r\nX-Injected: 1", ".", "[", "]", "a.b[c]", "oi_x", ":scope", "error"];

    public static readonly Gen<string> Any = Gen.Frequency<string>((6, Gen.OneOf(Known)), (2, Gen.OneOf(Odd)), (1, Gen.String[Gen.Char.AlphaNumeric, 1, 12]), (1, Gen.Int[2_040, 2_060].Select(n => new string('n', n))));
}
