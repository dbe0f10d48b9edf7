using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Definitions;
using SaasPlatform.Identity.Tests;
using SaasPlatform.Identity.Tests.BackChannelLogout;
using SaasPlatform.Identity.Tests.Mail;
using SaasPlatform.Identity.Tests.Organizations;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(IdentityService))]

namespace SaasPlatform.Identity.Tests;

/// <summary>The provider under test, with its clients, on a database of its own and a clock that tests move.</summary>
public sealed class IdentityService : IAsyncLifetime
{
    public const string Issuer = "http://localhost:8000/";
    public const string Password = "an unlikely pass phrase";

    private static readonly string RootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    // Migrations, keys and clients are most of what a first start costs, and the same for all.
    private static readonly Lazy<Task<TestDatabase>> Started = new(StartOnceAsync);

    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Logging:LogLevel:Default"] = "None",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "None",
        ["Logging:LogLevel:OpenIddict"] = "None",
        ["Http:ShutdownDelaySeconds"] = "0",
        ["RootKey"] = RootKey,
        ["Cors:Origins:0"] = "http://localhost:3000",
        ["RateLimits:sign-in:PermitLimit"] = "10000",
        ["RateLimits:token:PermitLimit"] = "100000",
        ["RateLimits:authorize:PermitLimit"] = "100000",
        // A jump of weeks runs every turn of the timers in between.
        ["Keys:CheckEvery"] = "01:00:00",
        ["Tokens:PruneEvery"] = "1.00:00:00",
        ["ServiceClients:user_service:PublicKey"] = TestClients.ServiceKey.ExportSubjectPublicKeyInfoPem(),
        ["ServiceClients:company_service:PublicKey"] = TestClients.ServiceKey.ExportSubjectPublicKeyInfoPem(),
        ["ServiceClients:company_service:Scopes:0"] = "internal.clients",
    };

    private readonly TestMailbox _mails = new();
    private TestDatabase _database = null!;
    private WebApplication _app = null!;
    private bool _isShared;

    /// <summary>Stands still until a test moves it; only services of a test's own may be moved.</summary>
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    /// <summary>What reached the user API.</summary>
    public AnnouncedEvents Announced { get; } = new();

    /// <summary>Where people belong, and how the company API misbehaves.</summary>
    public StandInCompanyApi Companies => Announced.CompanyApi;

    /// <summary>What clients were told of sessions that ended.</summary>
    public LogoutReceiver LogoutReceiver { get; } = new();

    /// <summary>What was sent.</summary>
    public TestMailbox Mails => _mails;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service that tests share, which outlives their own.</summary>
    public async ValueTask InitializeAsync()
    {
        _isShared = true;
        await StartOnCopyAsync();
    }

    /// <summary>A service of its own, for a test that moves the clock, restarts, or uses up what others need.</summary>
    public static async Task<IdentityService> StartOwnAsync(params (string Name, string? Value)[] settings)
    {
        var service = new IdentityService();
        service.Change(settings);
        await service.StartOnCopyAsync();
        return service;
    }

    /// <summary>A service of its own that starts for the first time, without clients.</summary>
    public static async Task<IdentityService> StartFirstAsync(params (string Name, string? Value)[] settings)
    {
        var service = new IdentityService { _database = await TestDatabase.CreateAsync() };
        service.Change(settings);
        await service.StartAsync();
        return service;
    }

    /// <summary>Stops the process and starts another one on the same database.</summary>
    public async Task RestartAsync(params (string Name, string? Value)[] settings)
    {
        await StopAsync();
        Change(settings);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
        _mails.Dispose();
        if (_isShared)
            await (await Started.Value).DisposeAsync();
    }

    public HttpClient Client()
    {
        var client = new HttpClient(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri(Issuer) };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    public Browser Browser() => new(_app.GetTestServer().CreateHandler(), "en");

    /// <summary>Lets time pass while a request waits for something to be tried again.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> request)
    {
        var started = Stopwatch.GetTimestamp();
        while (!request.IsCompleted)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2), "The request hangs.");
            Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(request, Task.Delay(1));
        }

        return await request;
    }

    /// <summary>A new account; its address is unlike any other.</summary>
    public async Task<Account> AccountAsync(Action<Account>? change = null) => await InScopeAsync(async services =>
    {
        var account = Account.Create($"{Guid.NewGuid():N}@example.com", "Anna Petrova", Clock.GetUtcNow());
        change?.Invoke(account);
        var result = await services.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
        Assert.True(result.Succeeded, result.ToString());
        return account;
    });

    /// <summary>A browser in which this account has signed in through the page.</summary>
    public async Task<Browser> SignedInAsync(Account account)
    {
        var browser = Browser();
        var answer = await browser.SubmitAsync("/sign-in", ("Email", account.Email!), ("Password", Password));
        Assert.Equal("/", answer.Location);
        return browser;
    }

    /// <summary>POSTs a form to an endpoint of the protocol, the client authenticated with its secret where it has one.</summary>
    public async Task<Reply> PostAsync(string path, TestClient? client, params (string Name, string? Value)[] parameters)
    {
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var fields = parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!)).ToList();
        if (client?.Secret is { } secret)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(secret)}")));
        else if (client is not null)
            fields.Add(KeyValuePair.Create("client_id", client.Id));
        request.Content = new FormUrlEncodedContent(fields);
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    public Task ApplyAsync(params ClientDefinition[] clients) => InScopeAsync(async services =>
    {
        var rotate = clients.Where(c => c.Secret is not null).Select(c => c.ClientId).ToList();
        await services.GetRequiredService<ApplyClients>().ApplyAsync(clients, ApplyOptions.None with { Rotate = rotate }, CancellationToken.None);
        return true;
    });

    public Task<T> InDatabaseAsync<T>(Func<IdentityDb, Task<T>> ask) => InScopeAsync(s => ask(s.GetRequiredService<IdentityDb>()));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>A setting of null is one that is not there.</summary>
    private void Change((string Name, string? Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            _settings.Remove(name);
            if (value is not null)
                _settings[name] = value;
        }
    }

    private static async Task<TestDatabase> StartOnceAsync()
    {
        var service = await StartFirstAsync();
        await service.ApplyAsync(TestClients.All);
        await service.StopAsync();
        service._mails.Dispose();
        return service._database;
    }

    private async Task StartOnCopyAsync()
    {
        _database = await (await Started.Value).CopyAsync();
        try
        {
            await StartAsync();
        }
        catch
        {
            await _database.DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        _app = IdentityApp.Create([], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Configuration.AddInMemoryCollection(_database.Settings);
            builder.Configuration.AddInMemoryCollection([_mails.Setting]);
            builder.Configuration.AddInMemoryCollection(_settings);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            // What makes a password hard to guess would be half of what these tests cost.
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            LogoutReceiver.ReceiveFrom(builder);
            Announced.ReceiveFrom(builder, () => _app.GetTestServer().CreateHandler());
        });
        await _app.StartAsync();
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
