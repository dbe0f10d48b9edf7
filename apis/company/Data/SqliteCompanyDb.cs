using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Data;

public sealed class SqliteCompanyDb(DbContextOptions<SqliteCompanyDb> options) : CompanyDb(options)
{
    /// <summary>Shorter texts have no trigram.</summary>
    private const int ShortestIndexed = 3;

    /// <summary>What more companies have than this is found sooner by reading memberships.</summary>
    private const int FewEnough = 200;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // The row of companies_search, which triggers keep: see the migration CompanySearch.
        modelBuilder.Entity<Company>().Property<long?>("SearchId").HasColumnName("search_id");
        modelBuilder.Entity<Company>().HasIndex("SearchId").IsUnique().HasDatabaseName("ix_companies_search_id");
    }

    /// <summary>SQLite cannot tell how many companies have the text, so that it is counted first, up to a limit.</summary>
    internal override async Task<IQueryable<Member>> MatchingAsync(IQueryable<Member> members, string text, PageRequest page, CancellationToken cancellationToken)
    {
        if (text.Length >= ShortestIndexed)
        {
            var phrase = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            var found = await Database.SqlQuery<Guid>(
                    $"SELECT c.id AS Value FROM companies_search AS s JOIN companies AS c ON c.search_id = s.rowid WHERE s.search_text MATCH {phrase} LIMIT {FewEnough + 1}")
                .ToListAsync(cancellationToken);
            if (found.Count <= FewEnough)
                return members.Where(m => found.Contains(m.CompanyId));
        }

        return members.Where(m => m.Company.SearchText.Contains(text));
    }

    internal override Task<int> CountInvitationsAsync(string comparableEmail, DateTimeOffset since, CancellationToken cancellationToken) =>
        Invitations.CountAsync(i => i.ComparableEmail == comparableEmail && i.SentAt > since, cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSqliteConventions();

    /// <summary>For <c>platform/add-migration</c>, which compares models and opens no file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteCompanyDb>
    {
        public SqliteCompanyDb CreateDbContext(string[] args) =>
            new((DbContextOptions<SqliteCompanyDb>)new DbContextOptionsBuilder<SqliteCompanyDb>().UseSqliteFile("company.db").Options);
    }
}
