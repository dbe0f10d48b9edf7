using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Data;

public abstract class CompanyDb(DbContextOptions options) : DbContext(options)
{
    public const string Schema = "company";

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Member> Members => Set<Member>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CompanyDb).Assembly);
        modelBuilder.UseDatabaseConventions();
    }
}
