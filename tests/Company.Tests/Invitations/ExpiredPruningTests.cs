using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>Addresses of people who never came are not kept. On a service of its own, because it is about everything that is stored.</summary>
public sealed class ExpiredPruningTests : IAsyncLifetime
{
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
    private readonly Guid _company = Guid.CreateVersion7();
    private TestService _api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001", builder => CompanyService.Configure(builder, CompanyService.NoMails));
        await _api.InDatabaseAsync<CompanyDb, int>(db =>
        {
            db.Add(new Company { Id = _company, Inn = TestNumbers.LegalEntityInn(), FullName = "Пример", CreatedAt = _now, UpdatedAt = _now });
            db.Add(new Role { Id = _company, CompanyId = _company, Name = "Касса", Permissions = [] });
            return db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Expired_AreDeletedInTime_AndNothingElse()
    {
        await StoreAsync(Invitation("old", daysAgo: 31), Invitation("edge", daysAgo: 30), Invitation("expired", daysAgo: 29), Invitation("open", daysAgo: -1));
        await StoreAsync(Claim(daysAgo: 1), Claim(daysAgo: 0), Claim(daysAgo: -1));
        await StoreAsync(new CompanyDomain { Id = _company, CompanyId = _company, Name = "example.com", DueAt = _now, CreatedAt = _now, UpdatedAt = _now });
        await StoreAsync(JoinRequest(daysAgo: 1), JoinRequest(daysAgo: -1));

        Assert.Equal((2, 2, 1), await PruneAsync());
        Assert.Equal((0, 0, 0), await PruneAsync());

        Assert.Equal(["expired", "open"], await StoredAsync());
        Assert.Equal(1, await _api.InDatabaseAsync<CompanyDb, int>(db => db.Claims.CountAsync(Cancel)));
        Assert.Equal(1, await _api.InDatabaseAsync<CompanyDb, int>(db => db.JoinRequests.CountAsync(Cancel)));
        Assert.Equal(2, await _api.InDatabaseAsync<CompanyDb, int>(db => db.Set<InvitationRole>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task MoreThanOneBatch_IsDeletedByReplicasSideBySide()
    {
        await StoreAsync([.. Enumerable.Range(0, 1_200).Select(n => Invitation($"old{n}", daysAgo: 40))]);

        var deleted = await Task.WhenAll(PruneAsync(), PruneAsync());

        Assert.Equal(1_200, deleted.Sum(d => d.Invitations));
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task InvitationThatIsBeingSentAgain_Stays()
    {
        await StoreAsync(Invitation("old", daysAgo: 40));
        await using var scope = _api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        await using var change = await db.Database.BeginTransactionAsync(Cancel);
        await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, _now.AddDays(7)), Cancel);

        var pruning = PruneAsync();
        await WaitsAsync();
        await change.CommitAsync(Cancel);

        Assert.Equal(0, (await pruning).Invitations);
        Assert.Equal(["old"], await StoredAsync());
    }

    private Task<(int Invitations, int Claims, int JoinRequests)> PruneAsync() =>
        _api.Services.GetServices<IHostedService>().OfType<ExpiredPruning>().Single().PruneAsync(Cancel);

    /// <summary>Until the deletion waits for the change. SQLite lets one write at a time: there it has not begun.</summary>
    private async Task WaitsAsync()
    {
        for (var attempt = 0; TestDatabase.IsPostgres && await WaitingAsync() == 0; attempt++)
        {
            Assert.True(attempt < 3_000, "The deletion does not wait for the change.");
            await Task.Delay(10, Cancel);
        }
    }

    private Task<int> WaitingAsync() => _api.InDatabaseAsync<CompanyDb, int>(async db => await db.Database.SqlQuery<int>(
        $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync(Cancel));

    private Task<int> StoreAsync(params object[] rows) => _api.InDatabaseAsync<CompanyDb, int>(async db =>
    {
        var role = await db.Roles.SingleAsync(Cancel);
        foreach (var invitation in rows.OfType<Invitation>())
            invitation.Roles.Add(role);
        db.AddRange(rows);
        return await db.SaveChangesAsync(Cancel);
    });

    private Invitation Invitation(string name, int daysAgo)
    {
        var expiresAt = _now.AddDays(-daysAgo);
        return new()
        {
            Id = Guid.CreateVersion7(),
            CompanyId = _company,
            Email = $"{name}@example.com",
            Role = MemberRole.Member,
            InvitedByAccountId = Guid.CreateVersion7(),
            Language = "ru",
            CreatedAt = expiresAt,
            SentAt = expiresAt,
            ExpiresAt = expiresAt,
        };
    }

    private CompanyClaim Claim(int daysAgo) => new()
    {
        Id = Guid.CreateVersion7(),
        CompanyId = _company,
        AccountId = Guid.CreateVersion7(),
        CreatedAt = _now,
        ExpiresAt = _now.AddDays(-daysAgo),
    };

    private JoinRequest JoinRequest(int daysAgo) => new()
    {
        Id = Guid.CreateVersion7(),
        CompanyId = _company,
        DomainId = _company,
        AccountId = Guid.CreateVersion7(),
        CreatedAt = _now,
        ExpiresAt = _now.AddDays(-daysAgo),
    };

    private Task<List<string>> StoredAsync() => _api.InDatabaseAsync<CompanyDb, List<string>>(
        async db => [.. (await db.Invitations.Select(i => i.Email).ToListAsync(Cancel)).Select(e => e.Split('@')[0]).Order(StringComparer.Ordinal)]);
}
