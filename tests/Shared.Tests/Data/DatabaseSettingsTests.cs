using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Data;

/// <summary>Settings that cannot work stop the start with the name of the setting.</summary>
public sealed class DatabaseSettingsTests
{
    [Theory]
    [InlineData("Database:MinimumPoolSize", "70", "Database:MinimumPoolSize must not exceed")]
    [InlineData("Database:MaximumPoolSize", "0", "Database:MaximumPoolSize")]
    [InlineData("Http:ShutdownSeconds", "-1", "Http:ShutdownSeconds")]
    public async Task WrongValue_IsNamed(string setting, string value, string named)
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Settings[setting] = value;
        await using var app = NotesApp.Create(database.Settings);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgresWithoutConnectionString_IsNamed()
    {
        await using var app = NotesApp.Create(new() { ["Database:Provider"] = "Postgres" });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Contains("Database:ConnectionString is required", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondServiceOnTheSameFolder_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("saas-lock-").FullName;
        try
        {
            var settings = new Dictionary<string, string?> { ["Database:Directory"] = folder };
            await using var first = NotesApp.Create(settings);
            await first.StartAsync();
            await using var second = NotesApp.Create(settings);

            var failure = await Assert.ThrowsAsync<StartFailureException>(() => second.StartAsync());

            Assert.Contains("in use by another process", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
