using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Ownership;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Data;

public abstract class CompanyDb(DbContextOptions options) : DbContext(options)
{
    public const string Schema = "company";

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Branch> Branches => Set<Branch>();

    public DbSet<CompanyClaim> Claims => Set<CompanyClaim>();

    public DbSet<CompanyDomain> Domains => Set<CompanyDomain>();

    public DbSet<JoinRequest> JoinRequests => Set<JoinRequest>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<MachineClient> MachineClients => Set<MachineClient>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<OwnershipOffer> OwnershipOffers => Set<OwnershipOffer>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RegistryEntry> RegistryEntries => Set<RegistryEntry>();

    /// <summary>
    /// Those of the caller's own memberships whose company has this in its <see cref="Company.SearchText"/>, as each database finds it quickly; at least those
    /// that the page may show.
    /// </summary>
    /// <param name="members">The caller's memberships.</param>
    /// <param name="text">What <see cref="Company.ForSearch"/> gave.</param>
    /// <param name="page">The page of <paramref name="members"/> by company that will be read.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    internal abstract Task<IQueryable<Member>> MatchingAsync(IQueryable<Member> members, string text, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many open invitations to an address were mailed since then, by whatever company.</summary>
    internal abstract Task<int> CountInvitationsAsync(string comparableEmail, DateTimeOffset since, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CompanyDb).Assembly);
        modelBuilder.ConfigureReceivedVersions();
        modelBuilder.ConfigureOutbox();
        modelBuilder.ConfigureAudit();
        modelBuilder.UseDatabaseConventions();
    }
}
