using SaasPlatform.Platform.Tests;
using SaasPlatform.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(MigratedDatabase))]

namespace SaasPlatform.Platform.Tests;

/// <summary>A database that every service has migrated by command, made once where a test asks for it: tests get copies.</summary>
public sealed class MigratedDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<Installation>> Migrated = new(CreateAsync);

    public static async Task<TestDatabase> CopyAsync() => await (await Migrated.Value).CopyDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (Migrated.IsValueCreated)
            await (await Migrated.Value).DisposeAsync();
    }

    private static async Task<Installation> CreateAsync()
    {
        var installation = await Installation.CreateAsync();
        foreach (var service in Installation.Services)
            await installation.MigrateAsync(service);
        return installation;
    }
}
