using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.MachineClients;
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

    public DbSet<Branch> Branches => Set<Branch>();

    public DbSet<CompanyClaim> Claims => Set<CompanyClaim>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<MachineClient> MachineClients => Set<MachineClient>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<OwnershipOffer> OwnershipOffers => Set<OwnershipOffer>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RegistryEntry> RegistryEntries => Set<RegistryEntry>();

    /// <summary>Those of these memberships whose company has this in its <see cref="Company.SearchText"/>, as each database finds it quickly.</summary>
    /// <param name="members">Where to look.</param>
    /// <param name="text">What <see cref="Company.ForSearch"/> gave.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    internal abstract Task<IQueryable<Member>> MatchingAsync(IQueryable<Member> members, string text, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CompanyDb).Assembly);
        modelBuilder.ConfigureReceivedVersions();
        modelBuilder.ConfigureOutbox();
        modelBuilder.ConfigureAudit();
        modelBuilder.UseDatabaseConventions();
    }
}
