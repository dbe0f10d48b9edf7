using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.PartnerApi.Tests;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PartnerService))]

namespace SaasPlatform.PartnerApi.Tests;

/// <summary>The partner API, and what its tests want of it.</summary>
public sealed class PartnerService : IAsyncLifetime
{
    public const string ReadAndWrite = "partners.read partners.write";

    public TestService Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await TestService.StartAsync(PartnerApp.Create, "http://localhost:8003");

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>A new person, who acts for no partner yet.</summary>
    public HttpClient SomebodyNew() => Api.SignedInAs(Guid.CreateVersion7(), ReadAndWrite);

    /// <summary>A partner's system with a client of its own.</summary>
    public HttpClient AsClient(string clientId) => Api.AsClient(clientId, ReadAndWrite);

    public static async Task<JsonObject> ApplyAsync(HttpClient person)
    {
        using var response = await person.PostJsonAsync("/v1/partners", Body());
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    public static JsonObject Body() => new()
    {
        ["name"] = "Интегратор",
        ["inn"] = TestNumbers.LegalEntityInn(),
        ["contactEmail"] = "partners@example.com",
    };

    /// <summary>Lists a client under a partner.</summary>
    public Task<PartnerClient> ListClientAsync(string partnerId, string clientId, string name = "CRM") =>
        Api.InDatabaseAsync<PartnerDb, PartnerClient>(async db =>
        {
            var now = DateTimeOffset.UtcNow;
            var client = new PartnerClient { Id = Guid.CreateVersion7(now), PartnerId = Guid.Parse(partnerId), ClientId = clientId, Name = name, CreatedAt = now };
            db.Add(client);
            await db.SaveChangesAsync();
            return client;
        });

    public Task<Partner?> StoredAsync(string id) => Api.InDatabaseAsync<PartnerDb, Partner?>(
        db => db.Partners.AsNoTracking().Include(p => p.Members).Include(p => p.Clients).SingleOrDefaultAsync(p => p.Id == Guid.Parse(id)));

    public Task<int> CountByNameAsync(string name) => Api.InDatabaseAsync<PartnerDb, int>(db => db.Partners.CountAsync(p => p.Name == name));
}
