using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>What a person gets while the registry is slow, down, confused or gone.</summary>
public sealed class RegistryOutageTests
{
    public static TheoryData<string> Misbehaviours => [.. Misbehaviour.All];

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public async Task LookupCompany_WhileTheRegistryFailsAnOldCopyIsServed_AndWithoutOneTheFormIsLeftToThePerson(string misbehaviour)
    {
        await using var service = await StartAsync(misbehaviour);
        var (known, unknown, missing) = (service.SomeCompany(), service.SomeCompany(), TestNumbers.LegalEntityInn());
        var first = await service.FoundAsync(known);
        (await service.LookupAsync(missing)).Dispose();
        service.Clock.Advance(TimeSpan.FromHours(25));
        service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, misbehaviour);

        var old = await service.FoundAsync(known);
        using var refused = await service.LookupAsync(unknown);
        using var notBelieved = await service.LookupAsync(missing);

        first["isStale"] = true;
        Assert.Equal(first.ToJsonString(), old.ToJsonString());
        Assert.Equal("503 application/problem+json registry_unavailable", await refused.ProblemAsync());
        Assert.Contains("by hand", (await refused.JsonAsync()).Text("title"), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 15);
        Assert.Null(await service.StoredAsync(unknown));
        Assert.Equal("503 application/problem+json registry_unavailable", await notBelieved.ProblemAsync());
        Assert.Equal(0, service.Registry.StrayCalls);
    }

    [Fact]
    public async Task LookupCompany_WhileNobodyListensAnOldCopyIsServed()
    {
        await using var service = await StartAsync("gone");
        var inn = service.SomeCompany();
        await service.FoundAsync(inn);
        service.Clock.Advance(TimeSpan.FromHours(25));
        await service.Registry.StopAsync();

        var old = await service.FoundAsync(inn);
        using var refused = await service.LookupAsync(TestNumbers.LegalEntityInn());

        Assert.Equal("true", old.Text("isStale"));
        Assert.Equal("503 application/problem+json registry_unavailable", await refused.ProblemAsync());
    }

    [Theory]
    [InlineData("503")]
    [InlineData("garbage")]
    [InlineData("cut off")]
    [InlineData("closed")]
    [InlineData("web page")]
    public async Task LookupCompany_IsTriedAgainAfterAPassingFailure(string misbehaviour)
    {
        await using var service = await RegistryService.StartAloneAsync();
        var inn = service.SomeCompany();
        service.Registry.Interfere = async context => service.Registry.Calls == 1 && await Misbehaviour.AnswerAsync(context, misbehaviour);

        var answer = await service.FoundAsync(inn);

        Assert.Equal(("false", 2), (answer.Text("isStale"), service.Registry.Calls));
    }

    [Theory]
    [InlineData("503", 3)]
    [InlineData("enormous", 3)]
    [InlineData("401", 1)]
    [InlineData("400", 1)]
    public async Task LookupCompany_IsTriedThreeTimes_ButARefusalOnce(string misbehaviour, int attempts)
    {
        await using var service = await RegistryService.StartAloneAsync();
        service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, misbehaviour);

        using var response = await service.LookupAsync(service.SomeCompany());

        Assert.Equal("503 application/problem+json registry_unavailable", await response.ProblemAsync());
        Assert.Equal(attempts, service.Registry.Calls);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("garbage")]
    public async Task LookupCompany_AfterManyFailuresTheRegistryIsLeftAlone(string misbehaviour)
    {
        await using var service = await RegistryService.StartAloneAsync(("Registry:BreakSeconds", "600"));
        service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, misbehaviour);
        for (var i = 0; i < 3; i++)
            (await service.LookupAsync(service.SomeCompany())).Dispose();
        service.Registry.Interfere = null;
        var calls = service.Registry.Calls;

        using var response = await service.LookupAsync(service.SomeCompany());

        Assert.Equal("503 application/problem+json registry_unavailable", await response.ProblemAsync());
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        Assert.Equal((6, calls), (calls, service.Registry.Calls));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("cut off")]
    public async Task LogLines_HoldNeitherTheKeyNorTheCompanyNorItsManager(string misbehaviour)
    {
        await using var service = await RegistryService.StartAloneAsync();
        var inn = service.SomeCompany();
        await service.FoundAsync(inn);
        service.Clock.Advance(TimeSpan.FromHours(25));
        service.Registry.Interfere = context => Misbehaviour.AnswerAsync(context, misbehaviour);
        await service.FoundAsync(inn);

        var lines = service.Log.All;

        Assert.Contains(lines, l => l.Contains("The company registry", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal) && l.Contains(" Trace ", StringComparison.Ordinal));
        Assert.All([StandInRegistry.Token, inn, "Скрытнов"], secret => Assert.DoesNotContain(lines, l => l.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LookupCompany_ManyOfOneCallerAreLimited_AndNobodyElses()
    {
        await using var service = await RegistryService.StartAloneAsync(("RateLimits:registry-lookups:PermitLimit", "2"), ("RateLimits:registry-lookups:WindowSeconds", "3600"));
        var inn = service.SomeCompany();
        using var client = service.Api.SignedInAs(Guid.CreateVersion7(), "companies.read");
        for (var i = 0; i < 2; i++)
            (await client.GetAsync(RegistryService.Path(inn))).EnsureSuccessStatusCode();

        using var third = await client.GetAsync(RegistryService.Path(inn));
        using var others = await service.LookupAsync(inn);

        Assert.Equal("429 application/problem+json rate_limited", await third.ProblemAsync());
        Assert.NotNull(third.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    /// <summary>Only a server that does not answer needs a short patience; the others answer, however badly.</summary>
    private static Task<RegistryService> StartAsync(string misbehaviour) => misbehaviour.StartsWith("slow", StringComparison.Ordinal)
        ? RegistryService.StartAloneAsync(("Registry:AttemptMilliseconds", "1000"), ("Registry:TotalMilliseconds", "2500"))
        : RegistryService.StartAloneAsync();
}
