using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.CompanyApi.Tests.MachineClients;

/// <summary>A server on the loopback interface that keeps the secrets of machine clients as identity does, and misbehaves as it is told.</summary>
public sealed class StandInIdentity : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, (string Company, string Secret)> _clients = new();
    private WebApplication _app = null!;

    public string Address => _app.Urls.Single();

    /// <summary>Answers 500 to everything about clients of this company; registers them all the same, so that the answer is what is lost.</summary>
    public ConcurrentDictionary<string, bool> FailsFor { get; } = new();

    /// <summary>Is done before a client is registered or has another secret.</summary>
    public ConcurrentDictionary<string, Func<Task>> Before { get; } = new();

    public string? SecretOf(string clientId) => _clients.TryGetValue(Guid.Parse(clientId), out var client) ? client.Secret : null;

    public int CountOf(string companyId) => _clients.Values.Count(c => c.Company == companyId);

    /// <summary>Waits until so many clients of a company are left.</summary>
    public async Task LeftAsync(string companyId, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (CountOf(companyId) != count)
            await Task.Delay(10, patience.Token);
    }

    public static async Task<StandInIdentity> StartAsync()
    {
        var identity = new StandInIdentity();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        identity._app = builder.Build();
        identity._app.MapPost("/connect/token", (Delegate)TokenAsync);
        identity._app.MapPut("/internal/v1/machine-clients/{id:guid}", (Guid id, HttpRequest request) => identity.AnswerAsync(id, request, isRotated: false));
        identity._app.MapPost("/internal/v1/machine-clients/{id:guid}/rotate-secret", (Guid id, HttpRequest request) => identity.AnswerAsync(id, request, isRotated: true));
        identity._app.MapDelete("/internal/v1/machine-clients/{id:guid}", identity.Remove);
        await identity._app.StartAsync();
        return identity;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        return form["client_id"] == "company_service" && form["scope"] == "internal.clients" && form["client_assertion"].ToString().Length > 0
            ? Results.Json(new { access_token = "good", token_type = "Bearer", expires_in = 900 })
            : Results.Json(new { error = "invalid_client" }, statusCode: 401);
    }

    private async Task<IResult> AnswerAsync(Guid id, HttpRequest request, bool isRotated)
    {
        if (request.Headers.Authorization != "Bearer good")
            return Results.StatusCode(401);
        var company = (await JsonNode.ParseAsync(request.Body))!["organizationId"]!.ToString();
        if (Before.TryGetValue(company, out var before))
            await before();
        if (isRotated && !_clients.ContainsKey(id))
            return Results.StatusCode(404);
        var secret = $"saas_cs_{Guid.NewGuid():N}";
        _clients[id] = (company, secret);
        return FailsFor.ContainsKey(company)
            ? Results.StatusCode(500)
            : Results.Json(new { secret, previousSecretExpiresAt = isRotated ? "2026-11-27T10:00:00Z" : null });
    }

    private IResult Remove(Guid id, HttpRequest request)
    {
        if (request.Headers.Authorization != "Bearer good")
            return Results.StatusCode(401);
        _clients.TryRemove(id, out _);
        return Results.NoContent();
    }
}
