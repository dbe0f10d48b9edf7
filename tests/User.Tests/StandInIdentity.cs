using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Testing;

namespace SaasPlatform.UserApi.Tests;

/// <summary>
/// A server on the loopback interface that answers as identity does: token endpoint with <c>private_key_jwt</c>, internal
/// account API. It can be told to misbehave.
/// </summary>
public sealed class StandInIdentity : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<Guid, JsonObject> _accounts = new();
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private WebApplication _app = null!;
    private int _accountCalls;
    private int _tokenCalls;

    public string Address => _app.Urls.Single();

    public string PrivateKey => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Answers instead of the account API where it gives true.</summary>
    public Func<HttpContext, Task<bool>>? Interfere { get; set; }

    public int AccountCalls => _accountCalls;

    public int TokenCalls => _tokenCalls;

    /// <summary>Seconds that its tokens live.</summary>
    public int TokenLifetime { get; set; } = 900;

    public static async Task<StandInIdentity> StartAsync()
    {
        var identity = new StandInIdentity();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        identity._app = builder.Build();
        identity._app.MapPost("/connect/token", (Delegate)identity.TokenAsync);
        identity._app.Map("/internal/v1/accounts/{id:guid}", identity.AccountAsync);
        await identity._app.StartAsync();
        return identity;
    }

    public JsonObject Add(Guid id) => _accounts[id] = new JsonObject
    {
        ["id"] = id,
        ["email"] = "anna@example.com",
        ["emailVerified"] = true,
        ["name"] = "Анна Иванова",
        ["givenName"] = "Анна",
        ["familyName"] = "Иванова",
        ["locale"] = "ru",
        ["zoneinfo"] = null,
        ["phoneNumber"] = "+79161234567",
        ["phoneNumberVerified"] = false,
        ["picture"] = null,
        ["updatedAt"] = "2026-11-22T10:00:00Z",
        ["version"] = 4,
    };

    /// <summary>Changes a claim as the person would on identity's own pages.</summary>
    public void Change(Guid id, string claim, string value)
    {
        var account = _accounts[id];
        account[claim] = value;
        account["version"] = (int)account["version"]! + 1;
    }

    public string? Claim(Guid id, string claim) => _accounts[id].Text(claim);

    public void Remove(Guid id) => _accounts.TryRemove(id, out _);

    /// <summary>Lets no token be good any more.</summary>
    public void RevokeTokens() => _tokens.Clear();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        Interlocked.Increment(ref _tokenCalls);
        var form = await context.Request.ReadFormAsync();
        var checkedAssertion = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidTypes = ["client-authentication+jwt"],
            ValidIssuer = "user_service",
            ValidAudience = TestIssuer.Address,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = new ECDsaSecurityKey(_key),
            RequireExpirationTime = true,
        });
        if (!checkedAssertion.IsValid
            || !Equals(checkedAssertion.Claims["sub"], "user_service")
            || !checkedAssertion.Claims.ContainsKey("jti")
            || form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            || form["grant_type"] != "client_credentials"
            || form["scope"] != "internal.accounts")
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = true;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = TokenLifetime });
    }

    private async Task AccountAsync(HttpContext context, Guid id)
    {
        Interlocked.Increment(ref _accountCalls);
        if (Interfere is { } interfere && await interfere(context))
            return;

        var result = context.Request.Headers.Authorization.ToString().Split(' ') is ["Bearer", var token] && _tokens.ContainsKey(token)
            ? await AnswerAsync(context.Request, id)
            : Results.StatusCode(401);
        await result.ExecuteAsync(context);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, Guid id)
    {
        if (!_accounts.TryGetValue(id, out var account))
            return Results.Json(new { code = "not_found" }, statusCode: 404);

        if (HttpMethods.IsPatch(request.Method))
        {
            var patch = (await JsonNode.ParseAsync(request.Body))!.AsObject();
            if (request.ContentType != "application/merge-patch+json")
                return Results.StatusCode(415);
            lock (account)
            {
                if (request.Headers.IfMatch != $"\"{account["version"]}\"")
                    return Results.Json(new { code = "precondition_failed" }, statusCode: 412);
                if (patch.Text("zoneinfo") == "Mars/Base")
                    return Results.Json(new { code = "validation_failed", errors = new { zoneinfo = new[] { "There is no such zone." } } }, statusCode: 400);
                foreach (var (claim, value) in patch)
                    account[claim] = value?.DeepClone();
                account["version"] = (int)account["version"]! + 1;
            }
        }

        request.HttpContext.Response.Headers.ETag = $"\"{account["version"]}\"";
        return Results.Text(account.ToJsonString(), "application/json");
    }
}
