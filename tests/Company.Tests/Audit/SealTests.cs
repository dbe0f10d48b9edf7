using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

public sealed class SealTests
{
    [Fact]
    public async Task Worker_SealsByItself()
    {
        await using var service = await SealedService.StartAsync(new KeyValuePair<string, string?>("Audit:SealEvery", "00:00:01"));
        await service.ChangeAsync(1);

        var deadline = DateTimeOffset.UtcNow.AddSeconds(30);
        while (await OpenAsync(service) > 0)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "Nothing was sealed in 30 seconds.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("1:", await service.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSealersAtOnce_MakeOneChain()
    {
        await using var service = await SealedService.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            await service.ChangeAsync(2);

            var outcomes = await Task.WhenAll(service.CommandAsync("seal"), service.CommandAsync("seal"), service.CommandAsync("seal"));

            Assert.All(outcomes, o => Assert.Equal(0, o.ExitCode));
            Assert.Equal(4, outcomes.Sum(o => int.Parse(o.Output.Split(' ')[0], provider: null)));
        }

        Assert.StartsWith("5:", await service.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WritersAndSealersAtOnce_LoseNothing()
    {
        await using var service = await SealedService.StartAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.ChangeAsync(5)));
        while (!writing.IsCompleted)
            Assert.Equal(0, (await service.CommandAsync("seal")).ExitCode);
        await writing;
        await service.CommandAsync("seal");

        Assert.Equal(0, await OpenAsync(service));
        Assert.Equal("40 sealed entries are as they were sealed; 0 are not sealed yet.", (await service.CommandAsync("verify")).Output.Split('\n')[0]);
    }

    [Fact]
    public async Task ChangeThatIsCommittedLate_IsSealedLater()
    {
        // SQLite has one writer at a time.
        if (!TestDatabase.IsPostgres)
            return;

        await using var service = await SealedService.StartAsync();
        await using var scope = service.Api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        await using var slow = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().RecordAsync(
            db, Guid.CreateVersion7(), "test.happened", new("test", Guid.NewGuid()), AuditChanges.None, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        await service.SealAsync(1);
        await slow.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, "1 entries are sealed."), await service.CommandAsync("seal"));
        Assert.StartsWith("2:", await service.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreThanOneBatchHolds_IsSealedInSeveral()
    {
        await using var service = await SealedService.StartAsync();
        await service.Api.InDatabaseAsync<CompanyDb, int>(async db =>
        {
            await using var scope = service.Api.Services.CreateAsyncScope();
            var audit = scope.ServiceProvider.GetRequiredService<AuditTrail>();
            await using var change = await db.Database.BeginTransactionAsync();
            for (var i = 0; i < 1_001; i++)
                await audit.RecordAsync(db, Guid.CreateVersion7(), "test.happened", new("test", Guid.NewGuid()), AuditChanges.None, TestContext.Current.CancellationToken);
            await db.SaveChangesAsync();
            await change.CommitAsync();
            return 0;
        });

        Assert.Equal((0, "1001 entries are sealed."), await service.CommandAsync("seal"));

        Assert.StartsWith("2:", await service.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntryOutsideATransaction_IsRefused()
    {
        await using var service = await SealedService.StartAsync();
        await using var scope = service.Api.Services.CreateAsyncScope();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<AuditTrail>().RecordAsync(
            scope.ServiceProvider.GetRequiredService<CompanyDb>(), Guid.CreateVersion7(), "test.happened", new("test", Guid.NewGuid()), AuditChanges.None, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ServiceRole_ChangesNothingButTheBatch()
    {
        // SQLite has no roles.
        if (!TestDatabase.IsPostgres)
            return;

        await using var service = await SealedService.StartAsync();
        await service.SealAsync(1);

        foreach (var statement in new[]
        {
            "UPDATE company.audit_entries SET action = 'company.changed'", "DELETE FROM company.audit_entries", "TRUNCATE company.audit_entries",
            "UPDATE company.audit_batches SET number = 7", "DELETE FROM company.audit_batches",
        })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
                () => service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Database.ExecuteSqlRawAsync(statement)));
            Assert.Equal("42501", refused.SqlState);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("public")]
    [InlineData("p384")]
    [InlineData("rsa")]
    public async Task SigningKeyOfAnotherKind_StopsTheStart(string kind)
    {
        using var small = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var key = kind switch { "public" => small.ExportSubjectPublicKeyInfoPem(), "p384" => large.ExportPkcs8PrivateKeyPem(), "rsa" => rsa.ExportPkcs8PrivateKeyPem(), _ => kind };

        await using var app = CompanyApp.Create([$"--Audit:SigningKey={key}"], null);
        var failures = app.Services.GetRequiredService<SettingsCatalogue>().Failures(app.Services);

        Assert.Contains(failures, f => f.StartsWith("Audit:SigningKey: must be a private key as PEM: EC P-256", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task SignatureOfAnotherKey_IsGoodWhereTheSettingsNameIt(bool isNamed, int exitCode)
    {
        using var former = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var service = await SealedService.StartAsync(isNamed ? [new("Audit:FormerKeys:0", former.ExportSubjectPublicKeyInfoPem())] : []);
        await service.SealAsync(1);
        var hash = (await service.HeadAsync()).Split(':')[1];
        var signature = Convert.ToHexStringLower(former.SignHash(Convert.FromHexString(hash)));

        await service.TamperAsync($"UPDATE company.audit_batches SET signature = {(TestDatabase.IsPostgres ? $"decode('{signature}', 'hex')" : $"X'{signature}'")}");

        Assert.Equal(exitCode, (await service.CommandAsync("verify")).ExitCode);
    }

    private static Task<int> OpenAsync(SealedService service) => service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Set<AuditEntry>().CountAsync(e => e.Batch == null));
}
