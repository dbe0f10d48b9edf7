using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>What a container image holds, run as a container runs it.</summary>
public sealed class PublishedServiceTests(PublishedServiceTests.PublishedServices published)
    : IAsyncLifetime, IClassFixture<PublishedServiceTests.PublishedServices>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saas-running-").FullName;
    private Dictionary<string, string?> _environment = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _environment = ProductionEnvironment.For(_database, listenOn: "0.0.0.0");
        _environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        if (_database.Settings.TryGetValue("Database:Directory", out var data))
            await PublishedProcess.GiveAsync(data!);
        await PublishedProcess.GiveAsync(_environment["TMPDIR"]!);
        await PublishedProcess.ModeAsync("a+rx", _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task IdentityAndAnApi_FromAFolderTheyCannotWrite_BecomeReadyAndStopCleanly()
    {
        await using var identity = Published("Identity");
        await using var company = Published("Company");

        await MigrateAsync(identity);
        await MigrateAsync(company);
        identity.Start();
        await identity.HealthAsync(0, "\"status\":\"healthy\"");
        company.Start();
        await company.HealthAsync(0, "\"status\":\"healthy\"");

        Assert.Equal(0, await company.StopAsync());
        Assert.Equal(0, await identity.StopAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_environment["TMPDIR"]!));
    }

    [Fact]
    public async Task HealthCheck_WhereNothingListens_SaysSoAndFails()
    {
        await using var company = Published("Company");

        var (exitCode, said) = await company.CommandAsync("health", "check");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("No answer: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_WhileIdentityIsMissing_FailsAndNamesTheCheck()
    {
        await using var company = Published("Company");
        await MigrateAsync(company);

        company.Start();
        await company.HealthAsync(1, "keys could not be read yet.");

        Assert.Equal(0, await company.StopAsync());
    }

    private PublishedProcess Published(string assembly) => new(published.FolderOf(assembly), assembly, _environment);

    private static async Task MigrateAsync(PublishedProcess service)
    {
        var (exitCode, said) = await service.CommandAsync("db", "migrate");
        Assert.True(exitCode == 0, said);
    }

    /// <summary>The services that the tests run, published once.</summary>
    public sealed class PublishedServices : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("saas-published-").FullName;

        internal string FolderOf(string assembly) => Path.Combine(_folder, assembly.ToLowerInvariant());

        public async ValueTask InitializeAsync()
        {
            foreach (var assembly in new[] { "Identity", "Company" })
                await PublishedProcess.PublishAsync(assembly, FolderOf(assembly));
            await PublishedProcess.ModeAsync("a+rx", _folder);
        }

        public async ValueTask DisposeAsync()
        {
            await PublishedProcess.ModeAsync("u+w", _folder);
            Directory.Delete(_folder, recursive: true);
        }
    }
}
