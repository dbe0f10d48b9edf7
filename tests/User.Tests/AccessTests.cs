using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests;

/// <summary>The access matrix: every operation against every caller that it refuses.</summary>
public sealed class AccessTests(UserService service)
{
    private static readonly Dictionary<string, (string Method, string Path, string Scope)> Operations = new()
    {
        ["getCurrentUser"] = ("GET", "/v1/users/me", "users.read"),
        ["updateCurrentUser"] = ("PATCH", "/v1/users/me", "users.write"),
        ["getPreferences"] = ("GET", "/v1/users/me/preferences", "users.read"),
        ["updatePreferences"] = ("PATCH", "/v1/users/me/preferences", "users.write"),
    };

    public static MatrixTheoryData<string, string> Matrix => new(Operations.Keys, RefusedCaller.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Operation_RefusedCallerLearnsWhy(string operation, string callerName)
    {
        var (method, path, scope) = Operations[operation];
        var caller = RefusedCaller.All.Single(c => c.Name == callerName);

        using var response = await caller.CallAsync(service.Api, new HttpMethod(method), path, scope);

        var code = caller.Status == 401 ? "unauthenticated" : "insufficient_scope";
        Assert.Equal($"{caller.Status} application/problem+json {code}", await response.ProblemAsync());
        Assert.Equal(caller.ChallengeOf(service.Api, scope), response.Challenge());
    }

    [Theory]
    [InlineData("getCurrentUser")]
    [InlineData("updateCurrentUser")]
    [InlineData("getPreferences")]
    [InlineData("updatePreferences")]
    public async Task Operation_ClientsOwnTokenIsRefused(string operation)
    {
        var (method, path, scope) = Operations[operation];
        using var client = service.Api.AsClient("crm", scope);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await client.SendAsync(request);

        Assert.Equal("403 application/problem+json person_required", await response.ProblemAsync());
    }

    [Fact]
    public async Task Matrix_HasEveryOperationOfTheDocument()
    {
        using var client = service.Api.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        var documented = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!.Text("operationId"));

        Assert.Equal(documented.Order(), Operations.Keys.Order());
    }

    [Fact]
    public async Task Metadata_NamesTheIssuerAndTheScopes()
    {
        using var client = service.Api.Anonymous();

        var metadata = JsonNode.Parse(await client.GetStringAsync("/.well-known/oauth-protected-resource"))!;

        Assert.Equal("http://localhost:8002", metadata.Text("resource"));
        Assert.Equal("""["http://localhost:8000/"]""", metadata["authorization_servers"]!.ToJsonString());
        Assert.Equal("""["users.read","users.write"]""", metadata["scopes_supported"]!.ToJsonString());
    }
}
