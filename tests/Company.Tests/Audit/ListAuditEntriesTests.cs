using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

public sealed class ListAuditEntriesTests(CompanyService service)
{
    [Fact]
    public async Task Pages_HoldEveryEntryOnceNewestFirst()
    {
        var company = await CompanyWithRolesAsync(7);

        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await service.EntriesAsync(company, $"?limit=3{cursor}");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.Text("id")!));
            if (page.Text("nextCursor") is not { } next)
                break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(9, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Filters_LeaveWhatTheyName()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var admin = service.BrowserOf(company.Others[0]);
        await admin.DoneAsync(c => c.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\""));
        var role = (await service.RoleAsync(company, "Касса", "company.update")).Text("id");

        Assert.Equal("company.changed", await ActionsAsync(company, $"?actor={company.Others[0]}"));
        Assert.Equal("role.created", await ActionsAsync(company, "?action=role.created"));
        Assert.Equal("role.created", await ActionsAsync(company, $"?target={role}&actor={company.Owner}"));
        Assert.Equal("", await ActionsAsync(company, $"?target={role}&actor={company.Others[0]}"));
        Assert.Equal("", await ActionsAsync(company, "?action=nothing.such"));
    }

    [Fact]
    public async Task Times_TakeTheFirstAndLeaveOutTheLast()
    {
        var company = await CompanyWithRolesAsync(3);
        var times = (await service.EntriesAsync(company, "?action=role.created"))["items"]!.AsArray().Select(i => i!.Text("at")!).Reverse().ToList();

        Assert.Equal(3, await CountAsync($"&from={times[0]}"));
        Assert.Equal(2, await CountAsync($"&from={times[1]}"));
        Assert.Equal(1, await CountAsync($"&from={times[1]}&to={times[2]}"));
        Assert.Equal(0, await CountAsync($"&to={times[0]}"));
        Assert.Equal(3, await CountAsync("&from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z"));

        async Task<int> CountAsync(string query) => (await service.EntriesAsync(company, "?action=role.created" + query))["items"]!.AsArray().Count;
    }

    [Fact]
    public async Task PersonWhoIsKnown_IsNamed()
    {
        var company = await service.CompanyAsync();
        await service.AnnounceAsync("account.registered", company.Owner, 1, "Анна");

        var entries = await service.EntriesAsync(company);

        Assert.All(entries["items"]!.AsArray(), e => Assert.Equal("Анна", e!["actor"]!.Text("name")));
    }

    [Fact]
    public async Task RoleWithThePermission_OpensTheLog()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Контроль", "audit.read");
        using var controller = service.SignedInAs(await service.JoinAsync(company.Id, MemberRole.Member, role.Text("id")!));

        using var listed = await controller.GetAsync(new Uri($"{company.Path}/audit-entries", UriKind.Relative));
        using var exported = await controller.GetAsync(new Uri($"{company.Path}/audit-entries/export", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (listed.StatusCode, exported.StatusCode));
    }

    [Theory]
    [InlineData("", "403 application/problem+json missing_permission")]
    [InlineData("/export", "403 application/problem+json missing_permission")]
    public async Task MemberWithoutThePermission_LearnsWhatIsMissing(string path, string problem)
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var member = service.SignedInAs(company.Others[0]);

        using var answer = await member.GetAsync(new Uri($"{company.Path}/audit-entries{path}", UriKind.Relative));

        Assert.Equal(problem, await answer.ProblemAsync());
    }

    [Theory]
    [InlineData("?from=yesterday", "invalid_parameter")]
    [InlineData("?actor=%00", "validation_failed")]
    [InlineData("?action=%0a", "validation_failed")]
    [InlineData("?limit=0", "validation_failed")]
    [InlineData("?cursor=nonsense", "invalid_cursor")]
    [InlineData("/export?format=xlsx", "validation_failed")]
    [InlineData("/export?format=CSV", "validation_failed")]
    [InlineData("/export?target=%00", "validation_failed")]
    public async Task QueryThatCannotBeRead_IsRefused(string query, string code)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var answer = await owner.GetAsync(new Uri($"{company.Path}/audit-entries{query}", UriKind.Relative));

        Assert.Equal($"400 application/problem+json {code}", await answer.ProblemAsync());
    }

    [Fact]
    public async Task RefusedChange_LeavesNoEntry()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        await service.RoleAsync(company, "Касса", "company.update");

        using var taken = await owner.PostJsonAsync($"{company.Path}/roles", new { name = "Касса", permissions = Array.Empty<string>() });
        using var stale = await owner.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"7\"");
        using var nothing = await owner.PatchJsonAsync(company.Path, new { fullName = "Общество «Пример»" }, "\"1\"");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (taken.StatusCode, stale.StatusCode, nothing.StatusCode));
        Assert.Equal(["company.created", "member.joined", "role.created"], (await ActionsAsync(company, "")).Split(' ').Order(StringComparer.Ordinal));
    }

    private async Task<TestCompany> CompanyWithRolesAsync(int count)
    {
        var company = await service.CompanyAsync();
        for (var i = 0; i < count; i++)
            await service.RoleAsync(company, $"Роль {i}", "company.update");
        return company;
    }

    private async Task<string> ActionsAsync(TestCompany company, string query) =>
        string.Join(' ', (await service.EntriesAsync(company, query))["items"]!.AsArray().Select(i => i!.Text("action")));
}
