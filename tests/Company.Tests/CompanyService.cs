using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.CompanyApi.Tests.MachineClients;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(CompanyService))]

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>The company API, and what its tests want of it.</summary>
public sealed class CompanyService : IAsyncLifetime
{
    public const string ReadAndWrite = "companies.read companies.write";

    public TestService Api { get; private set; } = null!;

    /// <summary>What its requests ask of the database.</summary>
    public RecordedStatements Statements { get; } = new();

    public static readonly string EventSecret = WebhookSecret.Create();

    /// <summary>The folder of services that send no mail: it is never made.</summary>
    public static readonly string NoMails = Path.Combine(Path.GetTempPath(), "saas-no-mails");

    /// <summary>Whom it asks for records.</summary>
    public StandInDns Dns { get; } = StandInDns.Start();

    /// <summary>Where its mails go.</summary>
    public string MailFolder { get; } = Directory.CreateTempSubdirectory("saas-mail-").FullName;

    /// <summary>Where the secrets of machine clients are.</summary>
    public StandInIdentity Identity { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Identity = await StandInIdentity.StartAsync();
        Api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001", builder =>
        {
            Configure(builder, MailFolder);
            builder.Configuration.AddInMemoryCollection([new("Dns:Servers:0", Dns.Address)]);
            builder.Configuration["Addresses:IdentityInternal"] = Identity.Address;
            builder.Services.AddSingleton<IInterceptor>(Statements);
        });
    }

    /// <summary>What a company API needs to run in tests.</summary>
    public static void Configure(WebApplicationBuilder builder, string mailFolder)
    {
        builder.Services.AddSingleton<IStartupFilter, CallerAddress>();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Events:Secrets:0", EventSecret),
            new("Audit:SigningKey", SigningKey.Create()),
            new("ServiceClient:PrivateKey", SigningKey.Create()),
            new("ServiceCalls:RetryMilliseconds", "1"),
            new("RateLimits:machine-client-secrets:PermitLimit", "10000"),
            new("Mail:Directory", mailFolder),
            new("RateLimits:invitations:PermitLimit", "10000"),
            new("RateLimits:invitation-imports:PermitLimit", "10000"),
            new("RateLimits:company-claims:PermitLimit", "10000"),
            new("RateLimits:audit-exports:PermitLimit", "10000"),
            new("RateLimits:joining:PermitLimit", "10000"),
            new("RateLimits:domain-verifications:PermitLimit", "10000"),
            new("Domains:RecheckEvery", "1.00:00:00"),
            new("Registry:RecheckEvery", "1.00:00:00"),
            new("Registry:OfflineFile", Path.Combine(AppContext.BaseDirectory, "Registry", "registry.json")),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Dns.DisposeAsync();
        await Identity.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }

    /// <summary>A new person, who belongs to no company yet.</summary>
    public HttpClient SomebodyNew() => SignedInAs(Guid.CreateVersion7());

    public HttpClient SignedInAs(Guid account, string scope = ReadAndWrite) => Api.SignedInAs(account, scope);

    /// <summary>A person whose token is for one company alone.</summary>
    public HttpClient SignedInFor(Guid account, string companyId) =>
        Api.WithToken(Api.Issuer.Sign(new(account.ToString(), Api.Audience, ReadAndWrite) { OrganizationId = companyId }));

    /// <summary>A new company with its owner, and members as asked for.</summary>
    public async Task<TestCompany> CompanyAsync(params MemberRole[] others)
    {
        var owner = Guid.CreateVersion7();
        using var client = SignedInAs(owner);
        var (company, _) = await CreateAsync(client);
        var accounts = new List<Guid>();
        foreach (var role in others)
            accounts.Add(await JoinAsync(company.Text("id")!, role));
        return new(company.Text("id")!, owner, accounts);
    }

    /// <summary>Makes a new person a member.</summary>
    public Task<Guid> JoinAsync(string companyId, MemberRole role, params string[] roleIds) => Api.InDatabaseAsync<CompanyDb, Guid>(async db =>
    {
        var member = new Member { CompanyId = Guid.Parse(companyId), AccountId = Guid.CreateVersion7(), Role = role, JoinedAt = DateTimeOffset.UtcNow };
        member.Roles.AddRange(await db.Roles.Where(r => roleIds.Select(Guid.Parse).Contains(r.Id)).ToListAsync());
        db.Add(member);
        await db.SaveChangesAsync();
        return member.AccountId;
    });

    /// <summary>A role of the company's own, made by its owner.</summary>
    public async Task<JsonObject> RoleAsync(TestCompany company, string name, params string[] permissions)
    {
        using var owner = SignedInAs(company.Owner);
        using var response = await owner.PostJsonAsync($"/v1/companies/{company.Id}/roles", new { name, permissions });
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Announces an account as identity does.</summary>
    public async Task<System.Net.HttpStatusCode> AnnounceAsync(string type, Guid account, int version, string name, bool withSignature = true, string? locale = null, string? email = null, bool? emailVerified = null)
    {
        Assert.True(WebhookSecret.TryParse(EventSecret, out var secret));
        var data = new JsonObject { ["id"] = account, ["email"] = email ?? $"{account}@example.com", ["name"] = name, ["locale"] = locale, ["version"] = version };
        // Identities of before did not say.
        if (emailVerified is { } verified)
            data["emailVerified"] = verified;
        var body = new JsonObject { ["type"] = type, ["timestamp"] = "2026-11-22T10:00:00Z", ["aggregate"] = $"account:{account}", ["version"] = version, ["data"] = data }.ToJsonString();
        var (id, time) = (Guid.NewGuid().ToString(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/internal/v1/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time.ToString(CultureInfo.InvariantCulture));
        if (withSignature)
            request.Headers.Add("webhook-signature", secret.Sign(id, time, Encoding.UTF8.GetBytes(body)));
        using var sender = Api.AsClient("identity_service", "internal.company-events");
        using var response = await sender.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Runs a command of the operator's.</summary>
    public Task<(int ExitCode, string Output)> CommandAsync(string noun, string verb, params string[] arguments) => CommandAsync(Api, noun, verb, arguments);

    /// <inheritdoc cref="CommandAsync(string, string, string[])"/>
    public static async Task<(int ExitCode, string Output)> CommandAsync(TestService api, string noun, string verb, params string[] arguments)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await using var output = new StringWriter();
        var command = scope.ServiceProvider.GetServices<Command>().Single(c => c.Noun == noun && c.Verb == verb);
        return (await command.RunAsync(arguments, output, TestContext.Current.CancellationToken), output.ToString());
    }

    /// <summary>Who belongs to a company: role by account.</summary>
    public Task<Dictionary<Guid, MemberRole>> RolesAsync(string companyId) => Api.InDatabaseAsync<CompanyDb, Dictionary<Guid, MemberRole>>(
        db => db.Members.Where(m => m.CompanyId == Guid.Parse(companyId)).ToDictionaryAsync(m => m.AccountId, m => m.Role));

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

/// <summary>A company of a test.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that created it.</param>
/// <param name="Others">The other members, in the order asked for.</param>
public sealed record TestCompany(string Id, Guid Owner, IReadOnlyList<Guid> Others)
{
    public string Path => $"/v1/companies/{Id}";

    public string MemberPath(Guid account) => $"{Path}/members/{account}";
}
