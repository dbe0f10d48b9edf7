using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>The company API with a stand-in for DaData, and what the tests of lookups want of both.</summary>
public sealed class RegistryService : IAsyncLifetime
{
    public TestService Api { get; private set; } = null!;

    public StandInRegistry Registry { get; private set; } = null!;

    public ShiftedTime Clock { get; } = new();

    public LinesOfLog Log { get; } = new();

    private Dictionary<string, string?> Settings { get; init; } = [];

    public async ValueTask InitializeAsync()
    {
        Registry = await StandInRegistry.StartAsync();
        Api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001", builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Configuration.AddInMemoryCollection(
            [
                new("Events:Secrets:0", CompanyService.EventSecret),
                new("Audit:SigningKey", SigningKey.Create()),
                new("ServiceClient:PrivateKey", SigningKey.Create()),
                new("Mail:Directory", CompanyService.NoMails),
                new("Registry:Provider", "DaData"),
                new("Registry:Address", Registry.Address),
                new("Registry:Token", StandInRegistry.Token),
                new("Registry:AttemptMilliseconds", "15000"),
                new("Registry:TotalMilliseconds", "45000"),
                new("Registry:RetryMilliseconds", "1"),
                // Nobody is asked but when a test says so.
                new("Registry:RecheckEvery", "1.00:00:00"),
                new("RateLimits:registry-lookups:PermitLimit", "100000"),
                new("Logging:LogLevel:SaasPlatform", "Trace"),
                new("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"),
            ]);
            builder.Configuration.AddInMemoryCollection(Settings);
        });
        Api.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
    }

    /// <summary>A service of one test alone, whose clock, quota and circuit breaker nobody else moves.</summary>
    public static async Task<RegistryService> StartAloneAsync(params (string Name, string Value)[] settings)
    {
        var service = new RegistryService { Settings = settings.GroupBy(s => s.Name).ToDictionary(s => s.Key, s => (string?)s.Last().Value) };
        await service.InitializeAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Registry.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>Looks a company up as somebody new.</summary>
    public async Task<HttpResponseMessage> LookupAsync(string inn, string? kpp = null, CancellationToken cancellationToken = default)
    {
        using var client = Api.SignedInAs(Guid.CreateVersion7(), "companies.read");
        return await client.GetAsync(new Uri(Path(inn, kpp), UriKind.Relative), cancellationToken);
    }

    /// <summary>The entry that a lookup answers with.</summary>
    public async Task<JsonObject> FoundAsync(string inn, string? kpp = null)
    {
        using var response = await LookupAsync(inn, kpp);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static string Path(string inn, string? kpp = null) => $"/v1/registry/companies/{inn}" + (kpp is null ? "" : $"?kpp={kpp}");

    /// <summary>A company that the registry knows and no other test has.</summary>
    public string SomeCompany()
    {
        var inn = TestNumbers.LegalEntityInn();
        Registry.Add(inn);
        return inn;
    }

    public Task<RegistryEntry?> StoredAsync(string inn, string kpp = "") => Api.InDatabaseAsync<CompanyDb, RegistryEntry?>(
        db => db.RegistryEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Inn == inn && e.AskedKpp == kpp));
}
