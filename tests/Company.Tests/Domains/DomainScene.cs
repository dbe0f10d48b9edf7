using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Tests.Registry;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>A service of one test, with a DNS server, a clock and a folder of mails that nobody else has.</summary>
public sealed class DomainScene : IAsyncDisposable
{
    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("saas-mail-");

    public TestService Api { get; private set; } = null!;

    public StandInDns Dns { get; } = StandInDns.Start();

    public ShiftedTime Clock { get; } = new();

    public static async Task<DomainScene> StartAsync(params (string Name, string Value)[] settings)
    {
        var scene = new DomainScene();
        scene.Api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001", builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(scene.Clock);
            CompanyService.Configure(builder, scene._mails.FullName);
            // A test may put another one before it.
            builder.Configuration.AddInMemoryCollection([new("Dns:Servers:5", scene.Dns.Address)]);
            builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        });
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Dns.DisposeAsync();
        _mails.Delete(recursive: true);
    }

    /// <summary>A company of a new person.</summary>
    public async Task<TestCompany> CompanyAsync(string? locale = null)
    {
        var owner = Guid.CreateVersion7();
        await Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Person { AccountId = owner, Email = $"{owner}@example.com", Name = "Анна", Locale = locale });
            return db.SaveChangesAsync();
        });
        using var client = Api.SignedInAs(owner, CompanyService.ReadAndWrite);
        var (company, _) = await CompanyService.CreateAsync(client);
        return new(company.Text("id")!, owner, []);
    }

    /// <summary>One turn of a worker, as of a replica of its own.</summary>
    public async Task<int> RecheckAsync()
    {
        using var worker = ActivatorUtilities.CreateInstance<DomainRechecks>(Api.Services);
        return await worker.RecheckAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonObject> GetAsync(TestDomain domain)
    {
        using var owner = Api.SignedInAs(domain.Company.Owner, CompanyService.ReadAndWrite);
        using var response = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Status and failure, as the owner sees them.</summary>
    public async Task<string> StateAsync(TestDomain domain)
    {
        var body = await GetAsync(domain);
        return $"{body.Text("status")} {body.Text("failure")}".TrimEnd();
    }

    /// <summary>The entries of workers, oldest first.</summary>
    public async Task<IReadOnlyList<string>> SystemEntriesAsync(TestCompany company)
    {
        using var owner = Api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        var items = (await owner.ItemsAsync($"{company.Path}/audit-entries")).Select(i => i!).Where(i => i["actor"]!.Text("kind") == "system");
        return [.. items.Reverse().Select(i => $"{i.Text("action")} by {i["actor"]!.Text("id")}")];
    }

    /// <summary>Everything that was to be mailed.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        for (var attempt = 0; await Api.InDatabaseAsync<CompanyDb, int>(db => db.Set<OutboxMessage>().CountAsync()) > 0; attempt++)
        {
            Assert.True(attempt < 3_000, "Something does not leave the outbox.");
            await Task.Delay(20);
        }

        return await Task.WhenAll(_mails.GetFiles("*.eml", SearchOption.AllDirectories).Select(f => MimeMessage.LoadAsync(f.FullName)));
    }
}
