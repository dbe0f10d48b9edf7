using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>How a file comes in and the report goes out.</summary>
public sealed class ImportStreamTests(CompanyService service)
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Report_ComesWhileTheFileIsStillSent()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await using var file = await OpenFile.SendAsync(owner, company, $"email,role\n{Line("a")}");

        Assert.Equal("2 invited", await file.NextAsync());
        await file.WriteAsync(Line("b"));
        Assert.Equal("3 invited", await file.NextAsync());
        await file.EndAsync();

        Assert.Equal("3 finished", await file.NextAsync());
    }

    [Fact]
    public async Task SenderWhoGoesAway_LosesNothingOfWhatWasDone_AndSendsTheFileAgain()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await using (var file = await OpenFile.SendAsync(owner, company, $"email,role\n{Line("a")}"))
            Assert.Equal("2 invited", await file.NextAsync());

        // Until the one that broke off has ended.
        HttpResponseMessage again;
        do
            again = await owner.ImportAsync(company, $"email,role\n{Line("a")}{Line("b")}");
        while (again.StatusCode == HttpStatusCode.TooManyRequests);

        Assert.Equal(["2 alreadyInvited", "3 invited", "3 finished"], (await again.ReportAsync()).Select(TestImports.Said));
        again.Dispose();
    }

    [Fact]
    public async Task OneFile_IsReadAtATime()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var admin = service.SignedInAs(company.Others[0]);
        await using var file = await OpenFile.SendAsync(owner, company, $"email,role\n{Line("a")}");

        using var second = await owner.ImportAsync(company, $"email,role\n{Line("b")}");
        var others = await admin.SayAsync(company, $"email,role\n{Line("c")}");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (second.StatusCode, second.Headers.RetryAfter!.Delta));
        Assert.Equal(["2 invited", "2 finished"], others);
    }

    [Fact]
    public async Task WhoMayNoLongerInvite_IsStopped()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var admin = service.SignedInAs(company.Others[0]);
        await using var file = await OpenFile.SendAsync(admin, company, $"email,role\n{Line("a")}");
        Assert.Equal("2 invited", await file.NextAsync());

        await owner.DoneAsync(c => c.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "member" }, "\"1\""));
        await file.WriteAsync(Line("b"));

        Assert.Equal("3 stopped missing_permission", await file.NextAsync());
    }

    [Fact]
    public async Task TwoFilesWithTheSamePeopleAtOnce_InviteEachOnce()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var admin = service.SignedInAs(company.Others[0]);
        var file = "email,role\n" + string.Concat(Enumerable.Range(0, 20).Select(n => Line($"n{n}")));

        var reports = await Task.WhenAll(owner.SayAsync(company, file), admin.SayAsync(company, file));

        for (var line = 0; line < 20; line++)
            Assert.Equal([$"{line + 2} alreadyInvited", $"{line + 2} invited"], reports.Select(r => r[line]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna@example.com,member\n")]
    [InlineData("email\nanna@example.com\n")]
    [InlineData("email,role,role\n")]
    [InlineData("email,role,telephone\n")]
    [InlineData("email\trole\nanna@example.com\tmember\n")]
    [InlineData("\"email,role\nanna@example.com,member\n")]
    public async Task FileWithoutItsHeader_IsRefused(string file)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.ImportAsync(company, file);

        Assert.Equal("400 application/problem+json invalid_header", await refused.ProblemAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task OtherContent_IsRefused(string type)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.ImportAsync(company, new ByteArrayContent("email,role\n"u8.ToArray()), type);

        Assert.Equal("415 application/problem+json unsupported_media_type", await refused.ProblemAsync());
    }

    [Fact]
    public async Task ArchivedCompany_TakesNoFile()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        (await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"")).Dispose();

        using var refused = await owner.ImportAsync(company, "email,role\n");

        Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
    }

    private string Line(string name) => $"{name}-{_run}@example.com,member\n";
}
