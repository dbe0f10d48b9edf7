using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>When the copy answers, when the registry is asked, and how long copies stay.</summary>
public sealed class RegistryCopyTests : IAsyncLifetime
{
    private RegistryService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RegistryService.StartAloneAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task FreshCopy_AnswersWithoutAsking()
    {
        var inn = _service.SomeCompany();
        var first = await _service.FoundAsync(inn);
        _service.Clock.Advance(TimeSpan.FromHours(23));

        var second = await _service.FoundAsync(inn);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(1, _service.Registry.Calls);
    }

    [Fact]
    public async Task OldCopy_IsReplacedByWhatTheRegistrySaysNow()
    {
        var inn = _service.SomeCompany();
        var first = await _service.FoundAsync(inn);
        _service.Registry.Remove(inn);
        _service.Registry.Add(inn, d => d["state"]!["status"] = "BANKRUPT");
        _service.Clock.Advance(TimeSpan.FromHours(25));

        var second = await _service.FoundAsync(inn);

        Assert.Equal(("active", "bankrupt", "false"), (first.Text("status"), second.Text("status"), second.Text("isStale")));
        Assert.Equal(RegistryStatus.Bankrupt, (await _service.StoredAsync(inn))!.Status);
        Assert.True(DateTimeOffset.Parse(second.Text("checkedAt")!, provider: null) - DateTimeOffset.Parse(first.Text("checkedAt")!, provider: null) >= TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task CopyOfWhatIsGone_IsEmptied()
    {
        var inn = _service.SomeCompany();
        await _service.FoundAsync(inn);
        _service.Registry.Remove(inn);
        _service.Clock.Advance(TimeSpan.FromHours(25));

        using var response = await _service.LookupAsync(inn);

        Assert.Equal("404 application/problem+json registry_not_found", await response.ProblemAsync());
        var stored = (await _service.StoredAsync(inn))!;
        Assert.Equal((false, null, null, null), (stored.IsFound, stored.FullName, stored.Ogrn, stored.LegalAddress));
    }

    [Fact]
    public async Task MissingCompany_IsBelievedMissingForAShorterTime()
    {
        var inn = TestNumbers.LegalEntityInn();
        using var first = await _service.LookupAsync(inn);
        _service.Registry.Add(inn);
        _service.Clock.Advance(TimeSpan.FromMinutes(59));

        using var second = await _service.LookupAsync(inn);
        _service.Clock.Advance(TimeSpan.FromMinutes(2));
        using var third = await _service.LookupAsync(inn);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Equal(2, _service.Registry.Calls);
    }

    [Fact]
    public async Task LookupsOfOneInnAtOnce_AskOnce()
    {
        var inn = _service.SomeCompany();
        var release = new TaskCompletionSource();
        _service.Registry.Interfere = async _ =>
        {
            await release.Task;
            return false;
        };

        var lookups = Enumerable.Range(0, 8).Select(_ => _service.LookupAsync(inn)).ToList();
        await AskedAsync(1);
        release.SetResult();
        var answers = await Task.WhenAll(lookups);

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, _service.Registry.Calls);
    }

    [Fact]
    public async Task CallerWhoLeaves_TakesTheAnswerFromNobody()
    {
        var inn = _service.SomeCompany();
        var release = new TaskCompletionSource();
        _service.Registry.Interfere = async _ =>
        {
            await release.Task;
            return false;
        };
        using var leaving = new CancellationTokenSource();
        var first = _service.LookupAsync(inn, cancellationToken: leaving.Token);
        await AskedAsync(1);
        var second = _service.LookupAsync(inn);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        using var answer = await second;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, _service.Registry.Calls);
    }

    [Fact]
    public async Task RowThatAnotherReplicaStoredMeanwhile_IsNoFailure()
    {
        var inn = _service.SomeCompany();
        _service.Registry.Interfere = async _ =>
        {
            await StoreAsync(inn, isFound: false);
            return false;
        };

        var answer = await _service.FoundAsync(inn);

        Assert.Equal("active", answer.Text("status"));
    }

    [Fact]
    public async Task RowThatAnotherReplicaDeletedMeanwhile_IsNoFailure()
    {
        var inn = _service.SomeCompany();
        await _service.FoundAsync(inn);
        _service.Clock.Advance(TimeSpan.FromHours(25));
        _service.Registry.Interfere = async _ =>
        {
            await _service.Api.InDatabaseAsync<CompanyDb, int>(db => db.RegistryEntries.ExecuteDeleteAsync());
            return false;
        };

        var answer = await _service.FoundAsync(inn);

        Assert.Equal("false", answer.Text("isStale"));
    }

    [Fact]
    public async Task Pruning_DeletesWhatIsTooOldAndNothingElse()
    {
        var (old, gone, kept) = (_service.SomeCompany(), TestNumbers.LegalEntityInn(), _service.SomeCompany());
        await _service.FoundAsync(old);
        _service.Clock.Advance(TimeSpan.FromDays(89));
        await _service.FoundAsync(kept);
        (await _service.LookupAsync(gone)).Dispose();
        var pruning = _service.Api.Services.GetServices<IHostedService>().OfType<RegistryPruning>().Single();
        var early = await pruning.PruneAsync(CancellationToken.None);
        _service.Clock.Advance(TimeSpan.FromDays(2));

        var deleted = await pruning.PruneAsync(CancellationToken.None);

        Assert.Equal((0, 2), (early, deleted));
        Assert.Null(await _service.StoredAsync(old));
        Assert.Null(await _service.StoredAsync(gone));
        Assert.NotNull(await _service.StoredAsync(kept));
    }

    private Task<int> StoreAsync(string inn, bool isFound) => _service.Api.InDatabaseAsync<CompanyDb, int>(db =>
    {
        db.Add(new RegistryEntry { Inn = inn, AskedKpp = "", IsFound = isFound, CheckedAt = _service.Clock.GetUtcNow() });
        return db.SaveChangesAsync();
    });

    private async Task AskedAsync(int calls)
    {
        for (var patience = 500; patience > 0 && _service.Registry.Calls < calls; patience--)
            await Task.Delay(20);
        Assert.Equal(calls, _service.Registry.Calls);
    }
}
