using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Data;

public sealed class PostgresCompanyDb(DbContextOptions<PostgresCompanyDb> options) : CompanyDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no connection.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresCompanyDb>
    {
        public PostgresCompanyDb CreateDbContext(string[] args) =>
            new((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres("Host=localhost", Schema).Options);
    }
}
