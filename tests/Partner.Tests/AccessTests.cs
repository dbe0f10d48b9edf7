using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests;

/// <summary>The access matrix: every operation against every caller that it refuses.</summary>
public sealed class AccessTests(PartnerService service)
{
    private const string Id = "0199d3f0-0000-7000-8000-000000000000";

    private static readonly Dictionary<string, (string Method, string Path, string Scope)> Operations = new()
    {
        ["applyPartner"] = ("POST", "/v1/partners", "partners.write"),
        ["listPartners"] = ("GET", "/v1/partners", "partners.read"),
        ["getPartner"] = ("GET", $"/v1/partners/{Id}", "partners.read"),
        ["listPartnerClients"] = ("GET", $"/v1/partners/{Id}/clients", "partners.read"),
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

        Assert.Equal("http://localhost:8003", metadata.Text("resource"));
        Assert.Equal("""["http://localhost:8000/"]""", metadata["authorization_servers"]!.ToJsonString());
        Assert.Equal("""["partners.read","partners.write"]""", metadata["scopes_supported"]!.ToJsonString());
    }
}
