using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Seats;

/// <summary>The command <c>companies seats</c>.</summary>
public sealed class LimitSeatsTests(CompanyService service)
{
    [Fact]
    public async Task Limit_IsTheOperators_AndStandsInTheCompanyAndItsLog()
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Member);
        var inn = (await service.StoredAsync(company.Id))!.Inn!;

        var limited = await service.CommandAsync("companies", "seats", inn, "2");
        var shown = await CompanyAsync(company);
        var lifted = await service.CommandAsync("companies", "seats", company.Id, "unlimited");
        var again = await service.CommandAsync("companies", "seats", company.Id, "unlimited");

        Assert.Equal(
            [(0, "Общество «Пример»: 2 seats, 3 taken."), (0, "Общество «Пример»: unlimited seats, 3 taken."), (0, "Общество «Пример»: unlimited seats, 3 taken.")],
            new[] { limited, lifted, again }.Select(a => (a.ExitCode, a.Output.TrimEnd())));
        Assert.Equal("2", shown);
        Assert.Null(await CompanyAsync(company));
        var entries = (await service.EntriesAsync(company, "?action=company.seats_changed"))["items"]!.AsArray().Select(i => i!).ToList();
        Assert.Equal(
            ["seats: 2 > ", "seats:  > 2"],
            entries.SelectMany(e => e["changes"]!.AsArray()).Select(c => $"{c!.Text("field")}: {string.Join(',', c!["before"]!.AsArray())} > {string.Join(',', c["after"]!.AsArray())}"));
        Assert.All(entries, e => Assert.Equal(("system", "command"), (e["actor"]!.Text("kind"), e["actor"]!.Text("id"))));
    }

    [Fact]
    public async Task Owner_CannotRaiseIt()
    {
        var company = await service.CompanyAsync();
        await service.LimitAsync(company, 1);
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.PatchJsonAsync(company.Path, new { seats = 100 }, "\"2\"");

        Assert.Equal("400 application/problem+json validation_failed", await refused.ProblemAsync());
        Assert.Equal("1", await CompanyAsync(company));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000001")]
    [InlineData("99999999999")]
    [InlineData("many")]
    [InlineData("")]
    public async Task NumberThatIsNone_IsRefused(string number)
    {
        var company = await service.CompanyAsync();

        var (exitCode, output) = await service.CommandAsync("companies", "seats", company.Id, number);

        Assert.Equal((2, true), (exitCode, output.StartsWith("Usage: companies seats", StringComparison.Ordinal)));
        Assert.Null(await CompanyAsync(company));
    }

    [Fact]
    public async Task CompanyThatIsNotInUse_IsRefused()
    {
        var company = await service.CompanyAsync();
        var inn = (await service.StoredAsync(company.Id))!.Inn!;
        using var owner = service.SignedInAs(company.Owner);
        (await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"")).Dispose();

        foreach (var named in new[] { company.Id, inn, Guid.CreateVersion7().ToString(), TestNumbers.LegalEntityInn(), "company" })
            Assert.Equal((1, "There is no such company in use."), Trimmed(await service.CommandAsync("companies", "seats", named, "5")));
        Assert.Equal(2, (await service.CommandAsync("companies", "seats", company.Id)).ExitCode);
    }

    private static (int ExitCode, string Output) Trimmed((int ExitCode, string Output) answer) => (answer.ExitCode, answer.Output.TrimEnd());

    /// <summary>The limit that the company shows.</summary>
    private async Task<string?> CompanyAsync(TestCompany company)
    {
        using var owner = service.SignedInAs(company.Owner);
        return (await owner.DoneAsync(c => c.GetAsync(new Uri(company.Path, UriKind.Relative)))).Text("seats");
    }
}
