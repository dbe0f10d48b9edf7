using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.MachineClients;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>
/// The second wall between companies, for the day on which a query forgets the first: these forget it on purpose. PostgreSQL alone has it, so that each test
/// ends at once on SQLite.
/// </summary>
public sealed class RowLevelSecurityTests(CompanyService service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryTableWithRowsOfCompanies_IsProtected()
    {
        if (!TestDatabase.IsPostgres)
            return;

        var open = await service.Api.InDatabaseAsync<CompanyDb, List<string>>(db => db.Database.SqlQuery<string>(
            $"""
            SELECT c.relname::text AS "Value" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'company' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            ORDER BY 1
            """).ToListAsync(Cancel));

        // Whoever adds a table says here that its rows are no company's, or protects it.
        Assert.Equal(["audit_batches", "audit_subject_keys", "migrations", "outbox_aggregates", "outbox_messages", "people", "received_versions", "registry_entries"], open);
    }

    [Fact]
    public async Task ServiceRole_WithoutACallerSeesNothing()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await WithBranchAsync();

        await using var source = NpgsqlDataSource.Create(service.Api.Services.GetRequiredService<IConfiguration>()["Database:ConnectionString"]!);
        foreach (var table in (string[])["companies", "members", "branches", "audit_entries"])
        {
            await using var count = source.CreateCommand($"SELECT count(*) FROM company.{table}");
            Assert.Equal(0L, await count.ExecuteScalarAsync(Cancel));
        }
    }

    [Fact]
    public async Task QueryWithoutItsCondition_SeesTheCompanyOfTheRequestAlone()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var (company, other) = (await WithBranchAsync(), await WithBranchAsync());

        Assert.Equal([company.Id], await UnfilteredAsync(company.Owner, company.Id));
        Assert.Empty(await UnfilteredAsync(company.Owner, other.Id));
        Assert.Empty(await UnfilteredAsync(Guid.CreateVersion7(), company.Id));
        Assert.Empty(await UnfilteredAsync(company.Owner, company.Id, organization: other.Id));
        Assert.Equal([company.Id], await UnfilteredAsync(company.Owner, company.Id, organization: company.Id));
        // No company is named: none is entered.
        Assert.Empty(await UnfilteredAsync(company.Owner, null));
    }

    [Fact]
    public async Task MachineClient_SeesItsCompanyAlone()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var (company, other) = (await WithBranchAsync(), await WithBranchAsync());
        var client = (await service.MachineClientAsync(company)).ClientId();

        Assert.Equal([company.Id], await UnfilteredAsync(Guid.Parse(client), company.Id, company.Id, client));
        Assert.Empty(await UnfilteredAsync(Guid.Parse(client), other.Id, other.Id, client));
        Assert.Empty(await UnfilteredAsync(Guid.Parse(client), other.Id, company.Id, client));
        Assert.Empty(await UnfilteredAsync(Guid.Parse(client), company.Id, organization: null, client));
    }

    [Fact]
    public async Task TransactionWithoutItsConditions_SeesAndChangesTheCompanyOfTheRequestAlone()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var (company, other) = (await WithBranchAsync(), await WithBranchAsync());

        var changed = await InRequestAsync(company.Owner, company.Id, null, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var seen = await db.Companies.Select(c => c.Id.ToString()).ToListAsync(Cancel);
            Assert.Equal([company.Id], seen);
            var count = await db.Branches.ExecuteUpdateAsync(set => set.SetProperty(b => b.Name, "Чужое"), Cancel);
            await transaction.CommitAsync(Cancel);
            return count;
        });

        Assert.Equal(1, changed);
        Assert.Equal("Филиал", await NameOfBranchAsync(other));
        Assert.Equal("Чужое", await NameOfBranchAsync(company));
    }

    [Fact]
    public async Task RowOfAnotherCompany_CannotBeStored()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var (company, other) = (await WithBranchAsync(), await WithBranchAsync());

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => InRequestAsync(company.Owner, company.Id, null, db =>
        {
            db.Add(new Member { CompanyId = Guid.Parse(other.Id), AccountId = company.Owner, Role = MemberRole.Owner, JoinedAt = DateTimeOffset.UtcNow });
            return db.SaveChangesAsync(Cancel);
        }));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task RequestForNoCompany_SeesTheCallersOwnCompanies()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var (company, other) = (await WithBranchAsync(), await WithBranchAsync());

        var (companies, members) = await InRequestAsync(company.Owner, null, null, async db =>
            (await db.Companies.Select(c => c.Id.ToString()).ToListAsync(Cancel), await db.Members.Select(m => m.AccountId).ToListAsync(Cancel)));

        Assert.Equal([company.Id], companies);
        Assert.Equal([company.Owner], members);
        Assert.NotEqual(company.Id, other.Id);
    }

    [Fact]
    public async Task CompanyThatWasEntered_IsLeftWithTheTransaction()
    {
        if (!TestDatabase.IsPostgres)
            return;
        var company = await WithBranchAsync();

        await InRequestAsync(company.Owner, company.Id, null, async db =>
        {
            // One connection for all of it, as a pool gives the same one to the next.
            await db.Database.OpenConnectionAsync(Cancel);
            Assert.Equal(1, await db.Branches.CountAsync(Cancel));
            await using var count = db.Database.GetDbConnection().CreateCommand();
            count.CommandText = "SELECT count(*) FROM company.branches";
            Assert.Equal(0L, await count.ExecuteScalarAsync(Cancel));
            return 0;
        });
    }

    private Task<List<string>> UnfilteredAsync(Guid account, string? companyId, string? organization = null, string client = "web") =>
        InRequestAsync(account, companyId, organization, db => db.Branches.Select(b => b.CompanyId.ToString()).Distinct().ToListAsync(Cancel), client);

    /// <summary>Runs what a handler would run, for this caller at a path that names this company.</summary>
    private async Task<T> InRequestAsync<T>(Guid account, string? companyId, string? organization, Func<CompanyDb, Task<T>> handler, string client = "web")
    {
        var claims = new List<Claim> { new("sub", account.ToString()), new("client_id", client) };
        if (organization is not null)
            claims.Add(new("org_id", organization));
        var request = new DefaultHttpContext { User = new(new ClaimsIdentity(claims, "test")) };
        if (companyId is not null)
            request.Request.RouteValues["companyId"] = companyId;

        await using var scope = service.Api.Services.CreateAsyncScope();
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = request;
        try
        {
            return await handler(scope.ServiceProvider.GetRequiredService<CompanyDb>());
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    private async Task<TestCompany> WithBranchAsync()
    {
        var company = await service.CompanyAsync();
        await service.Api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Branch { Id = Guid.CreateVersion7(), CompanyId = Guid.Parse(company.Id), Name = "Филиал", Kpp = "770601001", CreatedAt = DateTimeOffset.UtcNow, UpdatedAt = DateTimeOffset.UtcNow });
            return db.SaveChangesAsync(Cancel);
        });
        return company;
    }

    private Task<string> NameOfBranchAsync(TestCompany company) => service.Api.InDatabaseAsync<CompanyDb, string>(
        db => db.Branches.Where(b => b.CompanyId == Guid.Parse(company.Id)).Select(b => b.Name).SingleAsync(Cancel));
}
