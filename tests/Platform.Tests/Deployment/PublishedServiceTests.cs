using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>What a container image holds, run as a container runs it.</summary>
public sealed class PublishedServiceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saas-published-").FullName;
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
        await PublishedProcess.ModeAsync("u+w", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task IdentityAndAnApi_FromAFolderTheyCannotWrite_BecomeReadyAndStopCleanly()
    {
        await using var identity = await PublishedAsync("identity", "Identity");
        await using var company = await PublishedAsync("company", "Company");

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
        await using var company = await PublishedAsync("company", "Company");

        var (exitCode, said) = await company.CommandAsync("health", "check");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("No answer: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_WhileIdentityIsMissing_FailsAndNamesTheCheck()
    {
        await using var company = await PublishedAsync("company", "Company");

        company.Start();
        await company.HealthAsync(1, "keys could not be read yet.");

        Assert.Equal(0, await company.StopAsync());
    }

    private async Task<PublishedProcess> PublishedAsync(string service, string assembly)
    {
        var output = Path.Combine(_folder, service);
        await PublishedProcess.PublishAsync(service, output);
        var published = new PublishedProcess(output, assembly, _environment);
        var (exitCode, said) = await published.CommandAsync("db", "migrate");
        Assert.True(exitCode == 0, said);
        return published;
    }
}
