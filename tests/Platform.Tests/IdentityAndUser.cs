using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Identity and the user API as they run in production, for tests that look at what a few requests leave behind.</summary>
public sealed class IdentityAndUser : IAsyncLifetime
{
    private readonly List<ServiceProcess> _processes = [];

    internal Installation Installation { get; private set; } = null!;

    /// <summary>Of the client <c>acme</c>.</summary>
    public string Secret { get; private set; } = null!;

    internal ServiceProcess Identity => _processes[0];

    internal ServiceProcess User => _processes[1];

    public async ValueTask InitializeAsync()
    {
        Installation = await Installation.MigratedAsync();
        Secret = await Installation.ApplyClientAsync("acme");
        foreach (var service in new[] { "Identity", "User" })
            _processes.Add(await ServiceProcess.RunningAsync(service, Installation.Environment, "Application started"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Installation.DisposeAsync();
    }
}

[CollectionDefinition]
public sealed class WithIdentityAndUser : ICollectionFixture<IdentityAndUser>;
