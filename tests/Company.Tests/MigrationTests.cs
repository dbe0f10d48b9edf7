using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void SqliteModel_HasNoPendingChanges() =>
        Assert.False(new SqliteCompanyDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void PostgresModel_HasNoPendingChanges() =>
        Assert.False(new PostgresCompanyDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Theory]
    [InlineData("РОМАШ")]
    [InlineData("7707083893")]
    [InlineData("77001321")]
    public async Task Companies_OfAnOlderDatabaseAreFound(string text)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync();
        await using var db = Context(database);
        await db.GetService<IMigrator>().MigrateAsync("Invitations", cancel);
        var (company, account, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTime.UtcNow);
        await db.Database.OpenConnectionAsync(cancel);
        if (TestDatabase.IsPostgres)
            await db.Database.ExecuteSqlAsync($"SET search_path TO company, public", cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO companies (id, kind, inn, ogrn, full_name, status, created_at, updated_at, version, search_text)
            VALUES ({company}, 'LegalEntity', '7707083893', '1027700132195', 'Ромашка', 'Active', {now}, {now}, 1, 'РОМАШКА')
            """,
            cancel);
        await db.Database.ExecuteSqlAsync($"INSERT INTO members (company_id, account_id, role, joined_at, version) VALUES ({company}, {account}, 'Owner', {now}, 1)", cancel);

        await db.Database.MigrateAsync(cancel);
        if (TestDatabase.IsPostgres)
            await db.Database.ExecuteSqlAsync($"SELECT set_config('saasplatform.account_id', {account.ToString()}, false)", cancel);

        var found = await db.MatchingAsync(db.Members, text, new PageRequest(), cancel);
        Assert.Equal(account, (await found.SingleAsync(cancel)).AccountId);
        var stored = await db.Companies.SingleAsync(cancel);
        // Due to be asked for at once.
        Assert.Equal((CompanyVerification.Unverified, DateTimeOffset.UnixEpoch, null), (stored.Verification, stored.RegistryDueAt, stored.RegistryStatus));
    }

    private static CompanyDb Context(TestDatabase database) => TestDatabase.IsPostgres
        ? new PostgresCompanyDb((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres(database.Settings["Database:OwnerConnectionString"]!, CompanyDb.Schema).Options)
        : new SqliteCompanyDb((DbContextOptions<SqliteCompanyDb>)new DbContextOptionsBuilder<SqliteCompanyDb>().UseSqliteFile(Path.Combine(database.Settings["Database:Directory"]!, "company.db")).Options);
}
