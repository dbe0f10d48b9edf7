using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>Whatever is done to the log behind the service's back shows.</summary>
public sealed class VerifyTests(SealedService shared) : IClassFixture<SealedService>
{
    [Theory]
    [InlineData("UPDATE company.audit_entries SET action = 'company.changed' WHERE {0}", "was changed.")]
    [InlineData("UPDATE company.audit_entries SET actor_id = actor_id || ' ' WHERE {0}", "was changed.")]
    [InlineData("UPDATE company.audit_entries SET changes = '[]' WHERE {0}", "was changed.")]
    [InlineData("UPDATE company.audit_entries SET user_agent = '' WHERE {0}", "was changed.")]
    [InlineData("UPDATE company.audit_entries SET client_id = NULL WHERE {0}", "was changed.")]
    [InlineData("UPDATE company.audit_entries SET tenant_id = id WHERE {0}", "was changed.")]
    [InlineData("DELETE FROM company.audit_entries WHERE {0}", "is missing.")]
    [InlineData("UPDATE company.audit_entries SET batch = NULL WHERE {0}", "is missing.")]
    [InlineData("UPDATE company.audit_entries SET batch = 3 WHERE {0}", "is missing.")]
    public async Task EntryThatIsNotAsItWas_IsNamed(string statement, string fault)
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1, 2, 1);
        var id = await service.Api.InDatabaseAsync<CompanyDb, Guid>(db => db.Set<AuditEntry>().Where(e => e.Batch == 2).OrderBy(e => e.Id).Select(e => e.Id).FirstAsync());

        Assert.Equal(1, await service.TamperAsync(statement.Replace("{0}", TestIds.Where(id), StringComparison.Ordinal)));

        Assert.Equal(
            (1, $"Batch 2: entry {id} {fault}\nThe log was tampered with. Up to here it is right: 2 entries."),
            await WithoutHeadAsync(service));
    }

    [Fact]
    public async Task EntryThatWasInserted_IsNamed()
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1, 1);
        await service.ChangeAsync(1);

        Assert.Equal(2, await service.TamperAsync("UPDATE company.audit_entries SET batch = 1 WHERE batch IS NULL"));

        var (exitCode, output) = await service.CommandAsync("verify");
        Assert.Equal((1, 2), (exitCode, output.Split("was added.").Length - 1));
    }

    [Fact]
    public async Task EntryOfABatchThatNeverWas_IsNamed()
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1);
        await service.ChangeAsync(1);

        await service.TamperAsync("UPDATE company.audit_entries SET batch = 7 WHERE batch IS NULL");

        Assert.Contains("says that it is in batch 7, which is missing.", (await service.CommandAsync("verify")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE company.audit_batches SET signature = (SELECT signature FROM company.audit_batches WHERE number = 1) WHERE number = 2", "Batch 2: the signature is not one of a key in the settings.")]
    [InlineData("UPDATE company.audit_batches SET previous_hash = hash WHERE number = 2", "Batch 2: the chain is broken, it does not follow batch 1.\nBatch 2: the batch itself was changed.")]
    [InlineData("UPDATE company.audit_batches SET sealed_at = (SELECT sealed_at FROM company.audit_batches WHERE number = 1) WHERE number = 2", "Batch 2: the batch itself was changed.")]
    [InlineData("UPDATE company.audit_batches SET hash = previous_hash WHERE number = 2", "Batch 2: the batch itself was changed.\nBatch 2: the signature is not one of a key in the settings.")]
    [InlineData("DELETE FROM company.audit_batches WHERE number = 2", "Batch 2 is missing.")]
    public async Task BatchThatIsNotAsItWas_IsNamed(string statement, string faults)
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1, 2, 1);

        Assert.Equal(1, await service.TamperAsync(statement));

        Assert.Equal((1, $"{faults}\nThe log was tampered with. Up to here it is right: 2 entries."), await WithoutHeadAsync(service));
    }

    [Fact]
    public async Task EndThatWasCutOff_ShowsAgainstANotedHead()
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1, 1);
        var noted = await service.HeadAsync();
        await service.TamperAsync("DELETE FROM company.audit_entries WHERE batch = 2");
        await service.TamperAsync("DELETE FROM company.audit_batches WHERE number = 2");

        Assert.Equal(0, (await service.CommandAsync("verify")).ExitCode);
        var (exitCode, output) = await service.CommandAsync("verify", "--head", noted);

        Assert.Equal((1, "The chain ends with batch 1, but batch 2 was noted: its end is missing."), (exitCode, output.Split('\n')[0]));
    }

    [Fact]
    public async Task ChainThatWasMadeAnew_ShowsAgainstANotedHead()
    {
        var service = await shared.EmptyAsync();
        await service.SealAsync(1, 1);
        var noted = await service.HeadAsync();
        // With the signing key itself.
        await service.TamperAsync("DELETE FROM company.audit_batches");
        await service.TamperAsync("UPDATE company.audit_entries SET batch = NULL");
        await service.TamperAsync("UPDATE company.audit_entries SET action = 'company.changed'");
        Assert.Equal(0, (await service.CommandAsync("seal")).ExitCode);
        await service.SealAsync(1, 1);

        var (exitCode, output) = await service.CommandAsync("verify", "--head", noted);

        Assert.Equal((1, "Batch 2 is another one than was noted: the chain was made anew."), (exitCode, output.Split('\n')[0]));
    }

    [Fact]
    public async Task NotedHead_HoldsWhileTheLogGrows()
    {
        var service = await shared.EmptyAsync();
        Assert.Equal((0, "0 sealed entries are as they were sealed; 0 are not sealed yet.\nHead: none"), await service.CommandAsync("verify"));
        await service.SealAsync(1);
        var noted = await service.HeadAsync();
        await service.SealAsync(2);
        await service.ChangeAsync(1);

        var (exitCode, output) = await service.CommandAsync("verify", "--head", noted);

        Assert.Equal((0, "6 sealed entries are as they were sealed; 2 are not sealed yet."), (exitCode, output.Split('\n')[0]));
    }

    [Theory]
    [InlineData("--head")]
    [InlineData("--head", "2")]
    [InlineData("--head", "2:abc")]
    [InlineData("--tail", "2:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task ArgumentsThatAreNone_AreRefused(params string[] arguments)
    {
        var service = await shared.EmptyAsync();

        Assert.Equal((2, "Usage: audit verify [--head <number>:<hash>], with a head that it printed before."), await service.CommandAsync("verify", arguments));
    }

    [Fact]
    public async Task ErasedPerson_LeavesTheChainWhole()
    {
        var service = await shared.EmptyAsync();
        var owner = Guid.CreateVersion7();
        using (var client = service.Api.SignedInAs(owner, CompanyService.ReadAndWrite))
            await CompanyService.CreateAsync(client);
        await service.CommandAsync("seal");
        var noted = await service.HeadAsync();

        Assert.Equal(0, (await service.CommandAsync("erase", owner.ToString())).ExitCode);

        Assert.Equal(0, (await service.CommandAsync("verify", "--head", noted)).ExitCode);
    }

    private static async Task<(int ExitCode, string Output)> WithoutHeadAsync(SealedService service)
    {
        var (exitCode, output) = await service.CommandAsync("verify");
        return (exitCode, output.Split("\nHead: 1:")[0]);
    }
}

internal static class TestIds
{
    /// <summary>Both databases write ids in another case, as other types.</summary>
    public static string Where(Guid id) => $"UPPER(CAST(id AS TEXT)) = '{id.ToString().ToUpperInvariant()}'";
}
