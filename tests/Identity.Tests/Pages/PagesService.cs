using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Tests.Mail;
using SaasPlatform.Identity.Tests.Pages;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PagesService))]

namespace SaasPlatform.Identity.Tests.Pages;

/// <summary>Identity with one client that must ask for consent, and browsers to look at its pages.</summary>
public sealed class PagesService : IAsyncLifetime
{
    public const string ClientName = "Shop <b>&</b> Co";
    public const string RedirectUri = "https://shop.example/signed-in";
    public const string Password = "an unlikely pass phrase";

    private static readonly string RootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private readonly TestMailbox _mails = new();
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    /// <summary>What requests asked of the database.</summary>
    public RecordedStatements Statements { get; } = new();

    /// <summary>What was sent.</summary>
    public TestMailbox Mails => _mails;

    public IServiceProvider Services => _app.Services;

    /// <summary>The request that brings a person here.</summary>
    public static string AuthorizeUrl(string scope = "openid email", string redirectUri = RedirectUri) =>
        $"/connect/authorize?client_id=shop&response_type=code&redirect_uri={Uri.EscapeDataString(redirectUri)}&scope={Uri.EscapeDataString(scope)}"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=s";

    public static string With(string page, string returnUrl) => $"{page}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    public ValueTask InitializeAsync() => StartAsync(new()
    {
        ["RateLimits:sign-in:PermitLimit"] = "10000",
        ["RateLimits:register:PermitLimit"] = "10000",
        ["RateLimits:forgot-password:PermitLimit"] = "10000",
    });

    /// <summary>A service of its own, for a test that uses up what others need.</summary>
    public static async Task<PagesService> StartOwnAsync(Dictionary<string, string?> settings, bool mailToFolder = true, string? environment = null)
    {
        var service = new PagesService();
        try
        {
            await service.StartAsync(settings, mailToFolder, environment);
            return service;
        }
        catch
        {
            // A host that did not start cannot be stopped.
            await service._app.DisposeAsync();
            await service._database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
    }

    public Browser Browser(string language = "en") => new(_app.GetTestServer().CreateHandler(), language);

    public async Task<Browser> SignedInAsync(string email, string language = "en")
    {
        var browser = Browser(language);
        var answer = await browser.SubmitAsync("/sign-in", ("Email", email), ("Password", Password));
        Assert.Equal("/", answer.Location);
        return browser;
    }

    /// <summary>A new account; its address is unlike any other.</summary>
    public async Task<Account> AccountAsync(string name = "Anna")
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var account = Account.Create(NewEmail(), name, DateTimeOffset.UtcNow);
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
        Assert.True(result.Succeeded, result.ToString());
        return account;
    }

    public static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    public async Task<T> InDatabaseAsync<T>(Func<IdentityDb, Task<T>> ask)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    private async ValueTask StartAsync(Dictionary<string, string?> settings, bool mailToFolder = true, string? environment = null)
    {
        _database = await TestDatabase.CreateFilledAsync(typeof(PagesService), StartOnceAsync);
        await StartHostAsync(settings, mailToFolder, environment);
    }

    /// <summary>Migrations and keys are most of what a first start costs.</summary>
    private static async Task StartOnceAsync(TestDatabase database)
    {
        var service = new PagesService { _database = database };
        await service.StartHostAsync([], mailToFolder: true, environment: null);
        await using (var scope = service.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(Shop());
        await service.StopAsync();
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _mails.Dispose();
    }

    private async Task StartHostAsync(Dictionary<string, string?> settings, bool mailToFolder, string? environment)
    {
        settings["Logging:LogLevel:Default"] = "Error";
        settings["Http:ShutdownDelaySeconds"] = "0";
        settings["RootKey"] = RootKey;
        if (mailToFolder)
            settings.TryAdd(_mails.Setting.Key, _mails.Setting.Value);
        _app = IdentityApp.Create(environment is null ? [] : [$"--environment={environment}"], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Configuration.AddInMemoryCollection(_database.Settings);
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<IInterceptor>(Statements);
            // As in IdentityService.
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            new AnnouncedEvents().ReceiveFrom(builder, () => _app.GetTestServer().CreateHandler());
        });
        _app.MapGet("/refuses/{code}", Refuse).AllowAnonymous();
        _app.MapGet("/fails", IResult () => throw new InvalidOperationException("a secret detail")).AllowAnonymous();
        _app.MapGet("/forbidden", () => "never").RequireAuthorization(policy => policy.RequireAssertion(_ => false));
        await _app.StartAsync();
    }

    /// <summary>A refusal of the protocol that leads nowhere, with any code.</summary>
    private static void Refuse(string code, HttpContext http)
    {
        var response = new OpenIddictResponse { Error = code, ErrorDescription = "The <b>framework</b> says why." };
        http.Features.Set(new OpenIddictServerAspNetCoreFeature { Transaction = new OpenIddictServerTransaction { Response = response } });
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private static OpenIddictApplicationDescriptor Shop()
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = "shop",
            ClientType = OpenIddictConstants.ClientTypes.Public,
            ConsentType = OpenIddictConstants.ConsentTypes.Explicit,
            DisplayName = ClientName,
            RedirectUris = { new Uri(RedirectUri), new Uri("com.example.shop:/signed-in") },
            PostLogoutRedirectUris = { new Uri("https://shop.example/bye") },
            Permissions =
            {
                OpenIddictConstants.Permissions.Endpoints.Authorization,
                OpenIddictConstants.Permissions.Endpoints.EndSession,
                OpenIddictConstants.Permissions.Endpoints.Token,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
                OpenIddictConstants.Permissions.ResponseTypes.Code,
            },
        };
        client.AddScopePermissions("email", "profile", "companies.read");
        return client;
    }
}
