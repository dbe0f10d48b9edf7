namespace SaasPlatform.Testing;

/// <summary>The callers that every protected operation refuses, and how: the rows of each service's access matrix.</summary>
/// <param name="Name">Who calls.</param>
/// <param name="Status">The answer.</param>
/// <param name="Challenge">What <c>WWW-Authenticate</c> says after the metadata's address; <c>{scope}</c> stands for the operation's scope.</param>
/// <param name="Token">The token sent.</param>
public sealed record RefusedCaller(string Name, int Status, string Challenge, Func<TestService, TestToken, string?> Token)
{
    private const string Invalid = ", error=\"invalid_token\", error_description=";

    public static IReadOnlyList<RefusedCaller> All { get; } =
    [
        new("anonymous", 401, "", (_, _) => null),
        new("expired", 401, Invalid + "\"The token has expired.\"", (s, t) => s.Issuer.Sign(t with { Age = TimeSpan.FromMinutes(16) })),
        new("wrong audience", 401, Invalid + "\"The token is meant for another audience.\"", (s, t) => s.Issuer.Sign(t with { Audience = "http://localhost:9999" })),
        new("wrong issuer", 401, Invalid + "\"The token is not valid.\"", (s, t) => s.Issuer.Sign(t with { Issuer = "http://elsewhere.example/" })),
        new("ID token", 401, Invalid + "\"The token is not valid.\"", (s, t) => s.Issuer.Sign(t with { Type = "JWT" })),
        new("tampered", 401, Invalid + "\"The token is not valid.\"", (s, t) => s.Issuer.Tamper(t)),
        new("another key", 401, Invalid + "\"The token is not valid.\"", (_, t) => TestIssuer.SignWithAnotherKey(t)),
        new("alg none", 401, Invalid + "\"The token is not valid.\"", (_, t) => TestIssuer.LeaveUnsigned(t)),
        new("no token at all", 401, Invalid + "\"The token is not valid.\"", (_, _) => "nonsense"),
        new("missing scope", 403, ", error=\"insufficient_scope\", error_description=\"The token lacks a scope.\", scope=\"{scope}\"", (s, t) => s.Issuer.Sign(t with { Scope = "openid" })),
    ];

    /// <summary>Calls an operation as this caller.</summary>
    public async Task<HttpResponseMessage> CallAsync(TestService service, HttpMethod method, string path, string scope)
    {
        var token = Token(service, new(Guid.CreateVersion7().ToString(), service.Audience, scope));
        using var client = token is null ? service.Anonymous() : service.WithToken(token);
        using var request = new HttpRequestMessage(method, path);
        return await client.SendAsync(request);
    }

    /// <summary>The whole header that this caller should get.</summary>
    public string ChallengeOf(TestService service, string scope) =>
        $"Bearer resource_metadata=\"{service.Audience}/.well-known/oauth-protected-resource\"" + Challenge.Replace("{scope}", scope, StringComparison.Ordinal);

    public override string ToString() => Name;
}
