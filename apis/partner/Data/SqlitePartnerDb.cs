using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.PartnerApi.Data;

public sealed class SqlitePartnerDb(DbContextOptions<SqlitePartnerDb> options) : PartnerDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSqliteConventions();

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlitePartnerDb>
    {
        public SqlitePartnerDb CreateDbContext(string[] args) =>
            new((DbContextOptions<SqlitePartnerDb>)new DbContextOptionsBuilder<SqlitePartnerDb>().UseSqliteFile("partner.db").Options);
    }
}
