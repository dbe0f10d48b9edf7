using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Identity.Data;

/// <summary>
/// What the migration tool builds the model from. The model depends on the identity options (without them the passkey
/// table is missing), so they come along as application services.
/// </summary>
internal static class DesignTime
{
    public static DbContextOptions<TDb> Options<TDb>(Action<DbContextOptionsBuilder> provider)
        where TDb : IdentityDb
    {
        var services = new ServiceCollection().Configure<IdentityOptions>(AccountRules.Apply).BuildServiceProvider();
        var builder = new DbContextOptionsBuilder<TDb>();
        builder.UseApplicationServiceProvider(services);
        provider(builder);
        return builder.Options;
    }
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteIdentityDb>
{
    public SqliteIdentityDb CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqliteIdentityDb>(o => o.UseSqliteFile("design-time.db")));
}

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresIdentityDb>
{
    public PostgresIdentityDb CreateDbContext(string[] args) =>
        new(DesignTime.Options<PostgresIdentityDb>(o => o.UsePostgres("Host=design-time", IdentityDb.Schema)));
}
