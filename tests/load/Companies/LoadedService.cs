using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.CompanyApi;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Security;
using SaasPlatform.Testing;

namespace SaasPlatform.Load.Companies;

/// <summary>The company API on loopback, as it is; beside it the read of one company without anything around it.</summary>
internal sealed class LoadedService : IAsyncDisposable
{
    /// <summary>Where a company is read without a token, limits and telemetry of the API.</summary>
    public const string Unprotected = "/load/companies";

    private readonly WebApplication _app;
    private readonly TestIssuer _issuer;
    private readonly TestDatabase _database;
    private readonly Uri _address;

    private LoadedService(TestDatabase database, WebApplication app, TestIssuer issuer)
    {
        _database = database;
        _app = app;
        _issuer = issuer;
        _address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Starts a service on this database.</summary>
    /// <param name="database">Where the companies are.</param>
    /// <param name="withWall">Whether row-level security binds it, where the database has such.</param>
    public static async Task<LoadedService> StartAsync(TestDatabase database, bool withWall = true)
    {
        var issuer = new TestIssuer();
        var app = CompanyApp.Create([], builder =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            builder.Configuration.AddInMemoryCollection(database.Settings);
            builder.Configuration.AddInMemoryCollection(
            [
                new("Http:Url", "http://127.0.0.1:0"), new("Http:AllowedHosts:0", "127.0.0.1"), new("Http:ShutdownDelaySeconds", "0"),
                new("RateLimits:api:PermitLimit", "1000000000"), new("Events:Secrets:0", WebhookSecret.Create()),
                new("Audit:SigningKey", key.ExportPkcs8PrivateKeyPem()), new("ServiceClient:PrivateKey", key.ExportPkcs8PrivateKeyPem()), new("Mail:Directory", Path.Combine(Path.GetTempPath(), "saas-no-mails")),
                new("Registry:RecheckEvery", "1.00:00:00"), new("Logging:LogLevel:Default", "Warning"), new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning"),
            ]);
            if (!withWall)
            {
                builder.Configuration.AddInMemoryCollection([new("Database:ConnectionString", database.Settings["Database:OwnerConnectionString"])]);
                builder.Host.UseServiceProviderFactory(new WithoutBoundary());
            }

            issuer.Use(builder);
        });
        app.MapGet($"{Unprotected}/{{id:guid}}", async (Guid id, HttpContext http, CompanyDb db) =>
            await GetCompany.HandleAsync(id, db, new CurrentUser(Person(http.Request.Query["account"]!)), http.RequestAborted)).AcrossCompanies();
        await app.StartAsync();
        return new(database, app, issuer);
    }

    /// <summary>The database as its owner.</summary>
    public CompanyDb Owner()
    {
        var settings = _database.Settings;
        return TestDatabase.IsPostgres
            ? new PostgresCompanyDb((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres(settings["Database:OwnerConnectionString"]!, CompanyDb.Schema).Options)
            : new SqliteCompanyDb((DbContextOptions<SqliteCompanyDb>)new DbContextOptionsBuilder<SqliteCompanyDb>().UseSqliteFile(Path.Combine(settings["Database:Directory"]!, "company.db")).Options);
    }

    /// <summary>A client of a signed-in person.</summary>
    public HttpClient SignedInAs(Guid account)
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = _address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", _issuer.Sign(new(account.ToString(), "http://localhost:8001", "companies.read companies.write")));
        return client;
    }

    private static ClaimsPrincipal Person(string account) => new(new ClaimsIdentity([new("sub", account), new("client_id", "web")], "load"));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _issuer.Dispose();
    }

    /// <summary>Leaves out what says to the database whose rows a request is about.</summary>
    private sealed class WithoutBoundary : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection services)
        {
            services.Remove(services.Single(s => s.ServiceType == typeof(IInterceptor) && s.ImplementationType == typeof(CompanyBoundary)));
            return services.BuildServiceProvider();
        }
    }
}
