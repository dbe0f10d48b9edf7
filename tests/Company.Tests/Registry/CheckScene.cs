using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>A service of one test with a register that can change its mind, a receiver of events and a folder of mails.</summary>
public sealed class CheckScene : IAsyncDisposable
{
    public const string Name = "ООО «Пример»";

    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("saas-mail-");

    public RegistryService Service { get; private set; } = null!;

    public StandInReceiver Receiver { get; private set; } = null!;

    public StandInRegistry Registry => Service.Registry;

    public static async Task<CheckScene> StartAsync(params (string Name, string Value)[] settings)
    {
        var scene = new CheckScene { Receiver = await StandInReceiver.StartAsync() };
        // A test's own setting comes later, and counts.
        scene.Service = await RegistryService.StartAloneAsync(
            [("Mail:Directory", scene._mails.FullName), ("CompanyEvents:Address", scene.Receiver.Address), ("CompanyEvents:Secrets:0", StandInReceiver.Secret), .. settings]);
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Receiver.DisposeAsync();
        _mails.Delete(recursive: true);
    }

    /// <summary>A company that a new person enters by hand.</summary>
    public async Task<TestCompany> CompanyAsync(string inn, string name = Name, string? kpp = null, string? ogrn = null, string? locale = null)
    {
        var owner = Guid.CreateVersion7();
        await PersonAsync(owner, locale);
        using var client = Service.Api.SignedInAs(owner, CompanyService.ReadAndWrite);
        using var response = await client.PostJsonAsync("/v1/companies", new { kind = inn.Length == 10 ? "legalEntity" : "soleProprietor", inn, fullName = name, kpp, ogrn });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new((await response.JsonAsync()).Text("id")!, owner, []);
    }

    /// <summary>A company that the register knows, entered by hand and checked once.</summary>
    public async Task<TestCompany> CheckedAsync(string inn, string? locale = null)
    {
        var company = await CompanyAsync(inn, locale: locale);
        Assert.Equal(1, await RecheckAsync());
        await DrainAsync();
        return company;
    }

    /// <summary>Another member.</summary>
    public async Task<Guid> MemberAsync(TestCompany company, MemberRole role)
    {
        var account = Guid.CreateVersion7();
        await PersonAsync(account, locale: null);
        await Service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Member { CompanyId = Guid.Parse(company.Id), AccountId = account, Role = role, JoinedAt = DateTimeOffset.UtcNow });
            return db.SaveChangesAsync();
        });
        return account;
    }

    /// <summary>One turn of a worker, as of a replica of its own.</summary>
    public async Task<int> RecheckAsync(CancellationToken cancellationToken = default)
    {
        using var worker = ActivatorUtilities.CreateInstance<CompanyRechecks>(Service.Api.Services);
        return await worker.RecheckAsync(cancellationToken);
    }

    /// <summary>The register says something else, and the time for asking has come.</summary>
    public void Becomes(string inn, string status, long? liquidationDate = null)
    {
        Registry.Remove(inn);
        Registry.Add(inn, d => d["state"] = new JsonObject { ["status"] = status, ["liquidation_date"] = liquidationDate });
        Service.Clock.Advance(TimeSpan.FromDays(8));
    }

    public async Task<JsonObject> GetAsync(TestCompany company)
    {
        using var client = Service.Api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        using var response = await client.GetAsync(new Uri(company.Path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Status in the register and verification, as its owner sees them.</summary>
    public async Task<string> StateAsync(TestCompany company)
    {
        var body = await GetAsync(company);
        return $"{body.Text("registryStatus") ?? "?"} {body.Text("verification")}{(body.Text("confirmedBy") is { } method ? $" by {method}" : "")}";
    }

    public Task<Company> StoredAsync(TestCompany company) =>
        Service.Api.InDatabaseAsync<CompanyDb, Company>(db => db.Companies.AsNoTracking().SingleAsync(c => c.Id == Guid.Parse(company.Id)));

    public async Task<JsonObject> PatchAsync(TestCompany company, object patch)
    {
        using var client = Service.Api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        using var response = await client.PatchJsonAsync(company.Path, patch, $"\"{(await StoredAsync(company)).Version}\"");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>The entries of the worker and of commands, oldest first.</summary>
    public async Task<IReadOnlyList<string>> SystemEntriesAsync(TestCompany company)
    {
        using var client = Service.Api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        using var response = await client.GetAsync(new Uri($"{company.Path}/audit-entries?limit=100", UriKind.Relative));
        var items = (await response.JsonAsync())["items"]!.AsArray().Select(i => i!).Where(i => i["actor"]!.Text("kind") == "system");
        return
        [
            .. items.Reverse().Select(i => $"{i.Text("action")} {i["target"]!.Text("type")} by {i["actor"]!.Text("id")};"
                + string.Concat(i["changes"]!.AsArray().Select(c => c!).Select(c => $" {c.Text("field")}: {string.Join(',', c["before"]!.AsArray())} > {string.Join(',', c["after"]!.AsArray())};"))),
        ];
    }

    /// <summary>Waits until everything that was to leave has left.</summary>
    public async Task DrainAsync()
    {
        for (var attempt = 0; attempt < 3_000; attempt++)
        {
            if (await Service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Set<OutboxMessage>().CountAsync()) == 0)
                return;
            await Task.Delay(20);
        }

        throw new InvalidOperationException("Something does not leave the outbox.");
    }

    /// <summary>What the receiver heard, a line each.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync()
    {
        await DrainAsync();
        return [.. Receiver.Events.Select(e => $"{e.Text("type")} {e.Text("aggregate")} {e["data"]!.Text("before") ?? "?"} > {e["data"]!.Text("after") ?? "?"}")];
    }

    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        await DrainAsync();
        var files = _mails.GetFiles("*.eml", SearchOption.AllDirectories);
        return await Task.WhenAll(files.Select(f => MimeMessage.LoadAsync(f.FullName)));
    }

    private Task<int> PersonAsync(Guid account, string? locale) => Service.Api.InDatabaseAsync<CompanyDb, int>(db =>
    {
        db.Add(new Person { AccountId = account, Email = $"{account}@example.com", Name = "Анна", Locale = locale });
        return db.SaveChangesAsync();
    });
}
