using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>Whatever the register does, and whoever is stopped on the way, nothing is lost and nothing told twice.</summary>
public sealed class CompanyRecheckOutageTests
{
    [Theory]
    [InlineData("503", true)]
    [InlineData("503", false)]
    [InlineData("401", true)]
    [InlineData("garbage", false)]
    [InlineData("cut off", true)]
    [InlineData("another object", true)]
    public async Task RegisterThatFails_EndsTheTurnAndChangesNothing_AndIsAskedAgain(string misbehaviour, bool hasOldCopy)
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var company = hasOldCopy ? await scene.CheckedAsync(inn) : await scene.CompanyAsync(inn);
        var before = (await scene.GetAsync(company)).ToJsonString();
        scene.Becomes(inn, "BANKRUPT");
        scene.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, misbehaviour);

        var failing = await scene.RecheckAsync();
        var meanwhile = (await scene.GetAsync(company)).ToJsonString();
        scene.Registry.Interfere = null;
        var leased = await scene.RecheckAsync();
        scene.Service.Clock.Advance(CompanyRechecks.Lease);
        var working = await scene.RecheckAsync();

        Assert.Equal((0, 0, 1), (failing, leased, working));
        Assert.Equal(before, meanwhile);
        Assert.Equal("bankrupt unverified", await scene.StateAsync(company));
        Assert.Single(await scene.MailsAsync());
    }

    [Fact]
    public async Task OpenCircuit_IsNotAskedThrough()
    {
        await using var scene = await CheckScene.StartAsync(("Registry:BreakSeconds", "600"));
        for (var i = 0; i < 4; i++)
            await scene.CompanyAsync(scene.Service.SomeCompany());
        scene.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, "503");
        await scene.RecheckAsync();
        await scene.RecheckAsync();
        scene.Registry.Interfere = null;
        var calls = scene.Registry.Calls;

        Assert.Equal(0, await scene.RecheckAsync());

        Assert.Equal((6, 6), (calls, scene.Registry.Calls));
    }

    [Fact]
    public async Task UsedUpQuota_PausesUntilTheNextDay()
    {
        await using var scene = await CheckScene.StartAsync();
        var companies = new List<TestCompany>();
        for (var i = 0; i < 4; i++)
            companies.Add(await scene.CompanyAsync(scene.Service.SomeCompany()));
        scene.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, "403");
        await scene.RecheckAsync();
        scene.Registry.Interfere = null;

        var paused = (await scene.RecheckAsync(), await scene.RecheckAsync());
        var calls = scene.Registry.Calls;
        scene.Service.Clock.Advance(TimeSpan.FromDays(1));
        var next = (await scene.RecheckAsync(), await scene.RecheckAsync());

        Assert.Equal(((0, 0), 1, (2, 2), 5), (paused, calls, next, scene.Registry.Calls));
        Assert.All(await Task.WhenAll(companies.Select(scene.StateAsync)), s => Assert.Equal("active matched", s));
    }

    [Fact]
    public async Task WorkerKilledHalfWay_LosesNothing_AndRepeatsNothing()
    {
        await using var scene = await CheckScene.StartAsync();
        var inn = scene.Service.SomeCompany();
        var company = await scene.CheckedAsync(inn);
        scene.Becomes(inn, "LIQUIDATING");
        using var killed = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        scene.Registry.Interfere = async _ =>
        {
            await killed.CancelAsync();
            await release.Task;
            return false;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.RecheckAsync(killed.Token));
        var state = await scene.StateAsync(company);
        scene.Registry.Interfere = null;
        release.SetResult();
        var leased = await scene.RecheckAsync();
        scene.Service.Clock.Advance(CompanyRechecks.Lease);

        var repeated = (await scene.RecheckAsync(), await scene.RecheckAsync());

        Assert.Equal(("active matched", 0, (1, 0)), (state, leased, repeated));
        Assert.Equal(2, (await scene.EventsAsync()).Count);
        Assert.Single(await scene.MailsAsync());
    }

    [Fact]
    public async Task PersonWhoChangesTheCompanyMeanwhile_Prevails_AndTheCheckIsRepeated()
    {
        await using var scene = await CheckScene.StartAsync();
        var company = await scene.CompanyAsync(scene.Service.SomeCompany());
        scene.Registry.Interfere = async _ =>
        {
            scene.Registry.Interfere = null;
            await scene.PatchAsync(company, new { fullName = "Другое имя" });
            return false;
        };

        await scene.RecheckAsync();

        Assert.Equal(("active unverified", "Другое имя"), (await scene.StateAsync(company), (await scene.GetAsync(company)).Text("fullName")));
    }
}
