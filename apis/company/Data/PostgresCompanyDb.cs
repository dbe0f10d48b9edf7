using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

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

    /// <summary>
    /// Behind row-level security no index answers LIKE, because the operator might tell of rows that are hidden (it is not leakproof). A function of
    /// the owner's looks among the caller's companies, and its planner begins with the memberships or with the trigrams of the text, whichever are fewer.
    /// </summary>
    internal override Task<IQueryable<Member>> MatchingAsync(IQueryable<Member> members, string text, PageRequest page, CancellationToken cancellationToken)
    {
        var found = Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM company.own_companies_like({Containing(text)}, {page.After()}, {page.Size() + 1}) AS own(id)");
        return Task.FromResult(members.Where(m => found.Contains(m.CompanyId)));
    }

    /// <summary>Of other companies' invitations no more than their number is told.</summary>
    internal override Task<int> CountInvitationsAsync(string comparableEmail, DateTimeOffset since, CancellationToken cancellationToken) =>
        Database.SqlQuery<int>($"SELECT company.invitations_mailed_to({comparableEmail}, {since}) AS \"Value\"").SingleAsync(cancellationToken);

    /// <summary>The pattern for LIKE of what contains the text.</summary>
    private static string Containing(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no connection.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresCompanyDb>
    {
        public PostgresCompanyDb CreateDbContext(string[] args) =>
            new((DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres("Host=localhost", Schema).Options);
    }
}
