using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Data;

public sealed class PostgresCompanyDb(DbContextOptions<PostgresCompanyDb> options) : CompanyDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
        // A trusted extension: the owner of the database may create it (PostgreSQL 13).
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.Entity<Company>().HasIndex(c => c.SearchText).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_companies_search_text");
    }

    /// <summary>The planner begins with the memberships or with the trigrams of the text, whichever are fewer.</summary>
    internal override Task<IQueryable<Member>> MatchingAsync(IQueryable<Member> members, string text, CancellationToken cancellationToken) =>
        Task.FromResult(members.Where(m => m.Company.SearchText.Contains(text)));

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no connection.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresCompanyDb>
    {
        public PostgresCompanyDb CreateDbContext(string[] args) =>
            new((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres("Host=localhost", Schema).Options);
    }
}
