using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.UserApi.Data;

public sealed class PostgresUserDb(DbContextOptions<PostgresUserDb> options) : UserDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no connection.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresUserDb>
    {
        public PostgresUserDb CreateDbContext(string[] args) =>
            new((DbContextOptions<PostgresUserDb>)new DbContextOptionsBuilder<PostgresUserDb>().UsePostgres("Host=localhost", Schema).Options);
    }
}
