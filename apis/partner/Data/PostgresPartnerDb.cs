using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.PartnerApi.Data;

public sealed class PostgresPartnerDb(DbContextOptions<PostgresPartnerDb> options) : PartnerDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no connection.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresPartnerDb>
    {
        public PostgresPartnerDb CreateDbContext(string[] args) =>
            new((DbContextOptions<PostgresPartnerDb>)new DbContextOptionsBuilder<PostgresPartnerDb>().UsePostgres("Host=localhost", Schema).Options);
    }
}
