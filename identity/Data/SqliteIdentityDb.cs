using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Identity.Data;

public sealed class SqliteIdentityDb(DbContextOptions<SqliteIdentityDb> options) : IdentityDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSqliteConventions();
}
