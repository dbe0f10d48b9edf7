using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Tests;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(CompanyService))]

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>The company API, and what its tests want of it.</summary>
public sealed class CompanyService : IAsyncLifetime
{
    public const string ReadAndWrite = "companies.read companies.write";

    public TestService Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001");

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>A new person, who belongs to no company yet.</summary>
    public HttpClient SomebodyNew() => SignedInAs(Guid.CreateVersion7());

    public HttpClient SignedInAs(Guid account, string scope = ReadAndWrite) => Api.SignedInAs(account, scope);

    /// <summary>Creates a company through the API.</summary>
    public static async Task<(JsonObject Company, string ETag)> CreateAsync(HttpClient owner, string? inn = null)
    {
        using var response = await owner.PostJsonAsync("/v1/companies", Body(inn));
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return (await response.JsonAsync(), response.ETag());
    }

    public static JsonObject Body(string? inn = null) => new()
    {
        ["kind"] = "legalEntity",
        ["inn"] = inn ?? TestNumbers.LegalEntityInn(),
        ["fullName"] = "Общество «Пример»",
    };

    /// <summary>The stored company with its members, or null.</summary>
    public Task<Company?> StoredAsync(string id) => Api.InDatabaseAsync<CompanyDb, Company?>(
        db => db.Companies.AsNoTracking().Include(c => c.Members).SingleOrDefaultAsync(c => c.Id == Guid.Parse(id)));

    public Task<int> CountByInnAsync(string inn) => Api.InDatabaseAsync<CompanyDb, int>(db => db.Companies.CountAsync(c => c.Inn == inn));
}
