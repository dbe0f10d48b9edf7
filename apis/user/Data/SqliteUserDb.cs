using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.UserApi.Data;

public sealed class SqliteUserDb(DbContextOptions<SqliteUserDb> options) : UserDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSqliteConventions();

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteUserDb>
    {
        public SqliteUserDb CreateDbContext(string[] args) =>
            new((DbContextOptions<SqliteUserDb>)new DbContextOptionsBuilder<SqliteUserDb>().UseSqliteFile("user.db").Options);
    }
}
