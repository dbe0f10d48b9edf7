using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using SaasPlatform.UserApi.Data;
using SaasPlatform.UserApi.Preferences;
using SaasPlatform.UserApi.Profiles;
using SaasPlatform.UserApi.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(UserService))]

namespace SaasPlatform.UserApi.Tests;

/// <summary>The user API with a stand-in for identity, and what its tests want of both.</summary>
public sealed class UserService : IAsyncLifetime
{
    public const string ReadAndWrite = "users.read users.write";

    public static readonly string EventSecret = WebhookSecret.Create();

    public TestService Api { get; private set; } = null!;

    public StandInIdentity Identity { get; private set; } = null!;

    public ShiftedTime Clock { get; } = new();

    /// <summary>Milliseconds that the service waits for identity.</summary>
    public int Patience { get; init; } = 20_000;

    public async ValueTask InitializeAsync()
    {
        Identity = await StandInIdentity.StartAsync();
        Api = await TestService.StartAsync(UserApp.Create, "http://localhost:8002", builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Configuration.AddInMemoryCollection(
            [
                new("Addresses:IdentityInternal", Identity.Address),
                new("ServiceClient:PrivateKey", Identity.PrivateKey),
                new("Events:Secrets:0", EventSecret),
                new("ServiceCalls:AttemptMilliseconds", $"{Patience}"),
                new("ServiceCalls:TotalMilliseconds", $"{3 * Patience}"),
                new("ServiceCalls:RetryMilliseconds", "1"),
            ]);
        });
    }

    /// <summary>A service of one test alone, whose circuit breaker nobody else trips.</summary>
    public static async Task<UserService> StartAloneAsync(int patience = 20_000)
    {
        var service = new UserService { Patience = patience };
        await service.InitializeAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Identity.DisposeAsync();
    }

    public HttpClient SignedIn(Guid id) => Api.SignedInAs(id, ReadAndWrite);

    /// <summary>A person whom identity knows, signed in.</summary>
    public (Guid Id, HttpClient Client) SomebodyNew()
    {
        var id = Guid.CreateVersion7();
        Identity.Add(id);
        return (id, SignedIn(id));
    }

    public Task<Profile?> StoredProfileAsync(Guid id) =>
        Api.InDatabaseAsync<UserDb, Profile?>(db => db.Profiles.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == id));

    public Task<UserPreferences?> StoredPreferencesAsync(Guid id) =>
        Api.InDatabaseAsync<UserDb, UserPreferences?>(db => db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == id));
}
