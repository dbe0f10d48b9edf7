using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Testing;

/// <summary>A resource API under test: the real application in memory, on a database of its own, trusting a test issuer.</summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private TestService(TestDatabase database, TestIssuer issuer, WebApplication app, string audience)
    {
        _database = database;
        Issuer = issuer;
        _app = app;
        Audience = audience;
    }

    public TestIssuer Issuer { get; }

    /// <summary>The API's audience.</summary>
    public string Audience { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestService> StartAsync(
        Func<string[], Action<WebApplicationBuilder>?, WebApplication> create, string audience, Action<WebApplicationBuilder>? configure = null)
    {
        var database = await TestDatabase.CreateFilledAsync(create.Method, original => MigrateAsync(create, configure, original));
        var issuer = new TestIssuer();
        var app = create([], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Configuration.AddInMemoryCollection(database.Settings);
            // Every test's anonymous requests come from one address.
            builder.Configuration.AddInMemoryCollection([new("RateLimits:api:PermitLimit", "100000"), new("Http:ShutdownDelaySeconds", "0")]);
            // A line for every request, which nobody reads. Tests that look at lines have a provider of their own.
            builder.Configuration.AddInMemoryCollection([new("Logging:Console:LogLevel:Default", "Error")]);
            issuer.Use(builder);
            configure?.Invoke(builder);
        });
        var service = new TestService(database, issuer, app, audience);
        try
        {
            await app.StartAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the operator's command does.</summary>
    private static async Task MigrateAsync(
        Func<string[], Action<WebApplicationBuilder>?, WebApplication> create, Action<WebApplicationBuilder>? configure, TestDatabase database)
    {
        await using var app = create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(database.Settings);
            configure?.Invoke(builder);
        });
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<Command>().Single(c => c is { Noun: "db", Verb: "migrate" }).RunAsync([], TextWriter.Null, CancellationToken.None);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => _app.GetTestClient();

    /// <summary>A client that sends this token, whatever it is.</summary>
    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client of a signed-in person.</summary>
    public HttpClient SignedInAs(Guid account, string scope) => WithToken(Issuer.Sign(new(account.ToString(), Audience, scope)));

    /// <summary>A client that a partner's system uses: it acts for itself.</summary>
    public HttpClient AsClient(string clientId, string scope) =>
        WithToken(Issuer.Sign(new(clientId, Audience, scope) { ClientId = clientId }));

    /// <summary>Reads or writes the database behind the API's back.</summary>
    public async Task<TResult> InDatabaseAsync<TDb, TResult>(Func<TDb, Task<TResult>> work)
        where TDb : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Issuer.Dispose();
        await _database.DisposeAsync();
    }
}
