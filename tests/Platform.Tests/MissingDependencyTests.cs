using System.Net;
using System.Text.Json;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>What a service does while something that it needs is not there yet, and when waiting would not help.</summary>
public sealed class MissingDependencyTests : IAsyncLifetime
{
    private Installation _installation = null!;

    public async ValueTask InitializeAsync() => _installation = await Installation.CreateAsync();

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Theory]
    [InlineData("Identity")]
    [InlineData("Company")]
    public async Task UnreachableDatabase_ProcessStartsAndIsNotReady(string service)
    {
        var environment = PointedAt($"Host=127.0.0.1;Port={ServiceProcess.FreePort()};Database=d;Username=u;Password=p");
        await using var process = await ServiceProcess.RunningAsync(service, environment, "Application started");

        await AssertWaitsForAsync(service, "The database does not answer.");
        Assert.Equal(0, await process.StopAsync());
        Assert.Empty(process.ErrorLines);
    }

    [Fact]
    public async Task DatabaseThatStartsItself_IsWaitedFor()
    {
        using var database = new StandInPostgres("57P03");
        await using var process = await ServiceProcess.RunningAsync("Company", PointedAt(database.ConnectionString), "Application started");

        await AssertWaitsForAsync("Company", "The service is starting and waits for the database.");
    }

    [Theory]
    [InlineData("28P01")]
    [InlineData("28000")]
    [InlineData("3D000")]
    public async Task DatabaseThatRefusesTheSettings_StopsTheStartInOneLine(string sqlState)
    {
        using var database = new StandInPostgres(sqlState);

        var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Company", PointedAt(database.ConnectionString));

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Cannot start: the database cannot be used: {sqlState}", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseThatComesLater_MakesTheServiceReadyWithoutRestart()
    {
        // SQLite is a file of this process and cannot come later.
        if (!TestDatabase.IsPostgres)
            return;
        await UseMigratedAsync();
        using var road = new Detour(_installation.Environment["PLATFORM_Database__ConnectionString"]!);
        await using var process = await ServiceProcess.RunningAsync("Identity", PointedAt(road.ConnectionString), "Application started");
        await AssertWaitsForAsync("Identity", "The database does not answer.");

        road.Open();

        await Eventually.AnswersAsync(_installation.Address("Identity", "/health/ready"), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await Eventually.GetAsync(_installation.Address("Identity", "/.well-known/jwks"))).Status);
        Assert.Equal(0, await process.StopAsync());
    }

    [Fact]
    [Trait("Database", "Both")]
    public async Task SchemaThatIsNotMigrated_IsNamed_AndWaitedForWhereAnotherProcessCanMigrate()
    {
        if (!TestDatabase.IsPostgres)
        {
            var (exitCode, _, errors) = await ServiceProcess.ToItsEndAsync("Identity", _installation.Environment);
            Assert.Equal((1, "Cannot start: the database lacks migrations: run the command 'db migrate'."), (exitCode, Assert.Single(errors)));
            return;
        }

        await using var process = await ServiceProcess.RunningAsync("Identity", _installation.Environment, "Application started");
        await AssertWaitsForAsync("Identity", "The database lacks migrations: run the command 'db migrate'.");

        await _installation.MigrateAsync("Identity");

        await Eventually.AnswersAsync(_installation.Address("Identity", "/health/ready"), HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Database", "Both")]
    public async Task IdentityThatComesLater_MakesTheApiReadyWithoutRestart()
    {
        await UseMigratedAsync();
        await using var company = await ServiceProcess.RunningAsync("Company", _installation.Environment, "Application started");
        var ready = _installation.Address("Company", "/health/ready");
        Assert.Contains("Identity's keys could not be read yet.", Descriptions(await Eventually.AnswersAsync(ready, HttpStatusCode.ServiceUnavailable)));
        Assert.Equal(HttpStatusCode.OK, (await Eventually.GetAsync(_installation.Address("Company", "/health/live"))).Status);

        await using var identity = await ServiceProcess.RunningAsync("Identity", _installation.Environment, "Application started");

        await Eventually.AnswersAsync(ready, HttpStatusCode.OK);
    }

    private async Task UseMigratedAsync()
    {
        await _installation.DisposeAsync();
        _installation = await Installation.MigratedAsync();
    }

    private Dictionary<string, string?> PointedAt(string database) => _installation.With(
        ("PLATFORM_Database__Provider", "Postgres"), ("PLATFORM_Database__ConnectionString", database), ("PLATFORM_Database__MinimumPoolSize", "0"));

    private async Task AssertWaitsForAsync(string service, string cause)
    {
        Assert.Equal(HttpStatusCode.OK, (await Eventually.GetAsync(_installation.Address(service, "/health/live"))).Status);
        var (status, body) = await Eventually.GetAsync(_installation.Address(service, "/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(cause, Descriptions(body));
        var (refused, problem) = await Eventually.GetAsync(_installation.Address(service, "/v1/anything"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Contains("\"code\":\"starting\"", problem, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Descriptions(string body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("checks").EnumerateObject().Select(c => c.Value.GetProperty("description").GetString());
}
