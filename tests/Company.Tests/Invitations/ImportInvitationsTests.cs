using System.Text;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.CompanyApi.Tests.Seats;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>What becomes of the lines of a file.</summary>
public sealed class ImportInvitationsTests(CompanyService service)
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task EachLine_IsInvitedAsASinglePersonIs_AndTheSameFileAgainChangesNothing()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        await service.AnnounceAsync("account.registered", company.Others[0], 1, "Анна");
        var role = (await service.RoleAsync(company, "Касса", "company.update")).Text("id")!;
        using var owner = service.SignedInAs(company.Owner);
        var file = $"email,role,language,roleIds\n{Mail("a")},member,,\n{company.Others[0]}@example.com,admin,en,\n {Mail("b")} , ADMIN ,EN,{role}\n";

        using var answer = await owner.ImportAsync(company, file);
        var report = await answer.ReportAsync();

        Assert.Equal(["2 invited", "3 alreadyMember", "4 invited", "4 finished"], report.Select(TestImports.Said));
        Assert.Equal([Mail("a"), $"{company.Others[0]}@example.com", Mail("b"), null], report.Select(l => l.Text("email")));
        Assert.Equal(("private, no-store", "no"), (answer.Headers.CacheControl!.ToString().Replace("no-store, private", "private, no-store"), answer.Headers.GetValues("X-Accel-Buffering").Single()));
        Assert.Equal([$"{Mail("b")} admin Касса", $"{Mail("a")} member "], await InvitedAsync(company));
        Assert.Equal(["2 alreadyInvited", "3 alreadyMember", "4 alreadyInvited", "4 finished"], await owner.SayAsync(company, file));
        Assert.Equal(2, (await service.EntriesAsync(company, "?action=invitation.sent"))["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("email;role\r\na;member\r\n;\r\n\r\nb;admin\r\n;\r\n", "2 invited", "5 invited", "6 finished")]
    [InlineData("\uFEFFemail,role\na,member", "2 invited", "2 finished")]
    [InlineData("\"Role\";\"EMAIL\"\r\n\"member\";\"a\"\r\n", "2 invited", "2 finished")]
    [InlineData("email,role\n", "1 finished")]
    [InlineData("email,role\na,member\na,admin\n", "2 invited", "3 alreadyInvited", "3 finished")]
    public async Task File_IsReadAsSpreadsheetsWriteIt(string file, params string[] report)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        Assert.Equal(report, await owner.SayAsync(company, Named(file)));
    }

    [Theory]
    [InlineData("nobody,member", "refused validation_failed email")]
    [InlineData(",member", "refused validation_failed email")]
    [InlineData("a\u0000,member", "refused validation_failed email")]
    [InlineData("a,", "refused validation_failed role")]
    [InlineData("a,1", "refused validation_failed role")]
    [InlineData("a,boss", "refused validation_failed role")]
    [InlineData("a", "refused malformed_line")]
    [InlineData("a,member,ru", "refused malformed_line")]
    [InlineData("a,mem\"ber", "refused malformed_line")]
    [InlineData("=1+1,member", "refused validation_failed email")]
    public async Task LineThatIsWrong_IsToldAndTheOthersAreDone(string line, string said)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        Assert.Equal([$"2 {said}", "3 invited", "3 finished"], await owner.SayAsync(company, Named($"email,role\n{line}\nb,member\n")));
    }

    [Theory]
    [InlineData("language", "de")]
    [InlineData("language", "0")]
    [InlineData("roleIds", "Касса")]
    [InlineData("roleIds", "019ab1c0-0000-7000-8000-000000000000")]
    public async Task OptionalCellThatIsWrong_IsTold(string column, string value)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        Assert.Equal([$"2 refused validation_failed {column}", "2 finished"], await owner.SayAsync(company, $"email,role,{column}\n{Mail("a")},member,{value}\n"));
    }

    [Fact]
    public async Task LineOfAnotherEncoding_IsTold()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        byte[] file = [.. Encoding.UTF8.GetBytes($"email,role\n{Mail("a")},"), 0xE2, 0xEB, 0xE0, 0xE4, .. Encoding.UTF8.GetBytes($"\n{Mail("b")},member\n")];

        using var answer = await owner.ImportAsync(company, new ByteArrayContent(file));

        Assert.Equal(["2 refused invalid_encoding", "3 invited", "3 finished"], (await answer.ReportAsync()).Select(TestImports.Said));
    }

    [Theory]
    [InlineData("a,member\nb,\"member", "2 invited", "3 refused malformed_line", "3 finished")]
    [InlineData("a,member\nb", "2 invited", "3 refused malformed_line", "3 finished")]
    [InlineData("a,member\nb,mem", "2 invited", "3 refused validation_failed role", "3 finished")]
    public async Task FileThatWasCutOff_DoesWhatIsWhole(string lines, params string[] report)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        Assert.Equal(report, await owner.SayAsync(company, Named($"email,role\n{lines}")));
    }

    [Fact]
    public async Task QuotationMarkThatIsNeverClosed_EndsTheReport()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var rest = string.Concat(Enumerable.Range(0, 100).Select(n => $"{Mail($"n{n}")},member\n"));

        var report = await owner.SayAsync(company, $"email,role\n{Mail("a")},member\n\"{Mail("b")},member\n{rest}");

        Assert.Equal(2, report.Length);
        Assert.Equal("2 invited", report[0]);
        Assert.EndsWith("stopped line_too_long", report[1], StringComparison.Ordinal);
        Assert.Equal([$"{Mail("a")} member "], await InvitedAsync(company));
    }

    [Fact]
    public async Task Refusals_AreThoseOfASingleInvitation()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        await service.LimitAsync(company, 3);
        using var admin = service.SignedInAs(company.Others[0]);

        var report = await admin.SayAsync(company, $"email,role\n{Mail("a")},owner\n{Mail("b")},member\n{Mail("c")},member\n{Mail("b")},admin\n");

        Assert.Equal(["2 refused beyond_own_permissions", "3 invited", "4 refused seats_taken", "5 alreadyInvited", "5 finished"], report);
        Assert.Equal("3: 2 + 1", await service.SeatsAsync(company));
    }

    [Fact]
    public async Task MoreThanAThousandPeople_AreForAnotherFile()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        var report = await owner.SayAsync(company, "email,role\n" + string.Concat(Enumerable.Repeat("nobody,member\n", 1_001)));

        Assert.Equal((1_001, "1002 stopped too_many_lines"), (report.Length, report[^1]));
    }

    /// <summary>The addresses of this test's people, for the letters that stand in a cell alone.</summary>
    private string Named(string file) =>
        System.Text.RegularExpressions.Regex.Replace(file, "(?<=^|[\\n;,\"])(a|b)(?=\\u0000?[;,\"\\r]|\\n|$)", m => Mail(m.Value));

    private string Mail(string name) => $"{name}-{_run}@example.com";

    private async Task<string[]> InvitedAsync(TestCompany company)
    {
        using var owner = service.SignedInAs(company.Owner);
        var listed = await owner.DoneAsync(c => c.GetAsync(new Uri($"{company.Path}/invitations", UriKind.Relative)));
        return [.. listed["items"]!.AsArray().Select(i => $"{i!.Text("email")} {i!.Text("role")} {i!["roles"]!.AsArray().FirstOrDefault()?.Text("name")}")];
    }
}
