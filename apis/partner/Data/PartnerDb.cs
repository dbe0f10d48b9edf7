using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.PartnerApi.Members;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.PartnerApi.Data;

public abstract class PartnerDb(DbContextOptions options) : DbContext(options)
{
    public const string Schema = "partner";

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<PartnerMember> Members => Set<PartnerMember>();

    public DbSet<PartnerClient> Clients => Set<PartnerClient>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PartnerDb).Assembly);
        modelBuilder.UseDatabaseConventions();
    }
}
