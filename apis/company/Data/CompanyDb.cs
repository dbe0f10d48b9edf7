using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Ownership;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.Data;

public abstract class CompanyDb(DbContextOptions options) : DbContext(options)
{
    public const string Schema = "company";

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<OwnershipOffer> OwnershipOffers => Set<OwnershipOffer>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RegistryEntry> RegistryEntries => Set<RegistryEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CompanyDb).Assembly);
        modelBuilder.ConfigureReceivedVersions();
        modelBuilder.ConfigureOutbox();
        modelBuilder.ConfigureAudit();
        modelBuilder.UseDatabaseConventions();
    }
}
