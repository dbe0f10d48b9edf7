using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Data;

public sealed class SqliteCompanyDb(DbContextOptions<SqliteCompanyDb> options) : CompanyDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSqliteConventions();

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteCompanyDb>
    {
        public SqliteCompanyDb CreateDbContext(string[] args) =>
            new((DbContextOptions<SqliteCompanyDb>)new DbContextOptionsBuilder<SqliteCompanyDb>().UseSqliteFile("company.db").Options);
    }
}
