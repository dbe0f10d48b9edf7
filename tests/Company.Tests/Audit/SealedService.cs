using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>A company API with a database of its own, which a test may spoil: sealing and verifying are about all of it.</summary>
public sealed class SealedService : IAsyncLifetime
{
    private IReadOnlyList<KeyValuePair<string, string?>> _settings = [];

    public TestService Api { get; private set; } = null!;

    public static async Task<SealedService> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var service = new SealedService { _settings = settings };
        await service.InitializeAsync();
        return service;
    }

    public async ValueTask InitializeAsync() => Api = await TestService.StartAsync(
        CompanyApp.Create, "http://localhost:8001", builder =>
        {
            CompanyService.Configure(builder, CompanyService.NoMails);
            // Nothing is sealed but when a test says so.
            builder.Configuration.AddInMemoryCollection([new("Audit:SealEvery", "1.00:00:00")]);
            builder.Configuration.AddInMemoryCollection(_settings);
        });

    /// <summary>Forgets what an earlier test left.</summary>
    public async Task<SealedService> EmptyAsync()
    {
        await TamperAsync("DELETE FROM company.audit_entries");
        await TamperAsync("DELETE FROM company.audit_batches");
        return this;
    }

    /// <summary>Creates companies: two entries each.</summary>
    public async Task ChangeAsync(int companies)
    {
        for (var i = 0; i < companies; i++)
        {
            using var owner = Api.SignedInAs(Guid.CreateVersion7(), CompanyService.ReadAndWrite);
            await CompanyService.CreateAsync(owner);
        }
    }

    /// <summary>Makes a batch of two entries for each of so many companies.</summary>
    public async Task SealAsync(params int[] companies)
    {
        foreach (var count in companies)
        {
            await ChangeAsync(count);
            Assert.Equal((0, $"{2 * count} entries are sealed."), await CommandAsync("seal"));
        }
    }

    public async Task<(int ExitCode, string Output)> CommandAsync(string verb, params string[] arguments)
    {
        var (exitCode, output) = await CompanyService.CommandAsync(Api, "audit", verb, arguments);
        return (exitCode, output.ReplaceLineEndings("\n").TrimEnd());
    }

    /// <summary>The head that verifying prints.</summary>
    public async Task<string> HeadAsync()
    {
        var (exitCode, output) = await CommandAsync("verify");
        Assert.True(exitCode == 0, output);
        return output.Split("Head: ")[1];
    }

    /// <summary>Does what the service's own role cannot: as the owner of the tables.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> TamperAsync(string sql)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<IOptions<DatabaseSettings>>().Value;
        if (settings.Provider == DatabaseProvider.Sqlite)
            return await scope.ServiceProvider.GetRequiredService<CompanyDb>().Database.ExecuteSqlRawAsync(sql.Replace("company.", "", StringComparison.Ordinal));

        await using var db = new PostgresCompanyDb((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres(settings.OwnerConnectionString!, CompanyDb.Schema).Options);
        return await db.Database.ExecuteSqlRawAsync(sql);
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
