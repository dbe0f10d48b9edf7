using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

public sealed class ExportAuditEntriesTests(CompanyService service)
{
    private const string Header = "\"id\",\"at\",\"actorKind\",\"actorId\",\"actorName\",\"clientId\",\"action\",\"targetType\",\"targetId\",\"changes\",\"ipAddress\",\"userAgent\",\"isErased\",\"traceId\",\"batch\"";

    [Fact]
    public async Task Csv_HasAHeaderAndEveryEntryOfSeveralPages()
    {
        var company = await service.CompanyAsync();
        await FillAsync(company, 1_201);

        using var answer = await ExportAsync(company, "");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(
            (HttpStatusCode.OK, "text/csv; charset=utf-8", $"attachment; filename=\"audit-{company.Id}.csv\"", "no-store, private"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentDisposition?.ToString(), answer.Headers.CacheControl?.ToString()));
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal((Header, "", 1_203 + 2), (lines[0], lines[^1], lines.Length));
        Assert.Equal(1_203, lines[1..^1].Select(l => l.Split(',')[0]).Distinct().Count());
    }

    [Fact]
    public async Task JsonLines_AreWhatTheListHas()
    {
        var company = await service.CompanyAsync();
        await service.RoleAsync(company, "=2+2", "company.update");

        using var answer = await ExportAsync(company, "?format=jsonl");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("", lines[^1]);
        Assert.Equal((await service.EntriesAsync(company))["items"]!.ToJsonString(), new JsonArray([.. lines[..^1].Select(l => JsonNode.Parse(l))]).ToJsonString());
    }

    [Fact]
    public async Task Filters_HoldForExportsToo()
    {
        var company = await service.CompanyAsync();
        await service.RoleAsync(company, "Касса", "company.update");

        using var answer = await ExportAsync(company, "?format=jsonl&action=role.created");

        Assert.Equal("role.created", JsonNode.Parse((await answer.Content.ReadAsStringAsync()).TrimEnd('\n'))!.Text("action"));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public async Task Text_IsNoFormulaAndNoOtherCell(string name, string cell)
    {
        var company = await service.CompanyAsync();
        await service.AnnounceAsync("account.registered", company.Owner, 1, name);

        using var answer = await ExportAsync(company, "?action=company.created");
        var line = (await answer.Content.ReadAsStringAsync()).Split("\r\n")[1];

        Assert.Contains("{\"\"field\"\":\"\"fullName\"\",\"\"before\"\":[],\"\"after\"\":[\"\"Общество «Пример»\"\"],", line, StringComparison.Ordinal);
        Assert.Contains($",\"{company.Owner}\",{cell},\"web\",\"company.created\",", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherCompany_IsInNoExport()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());

        using var answer = await ExportAsync(company, "");

        Assert.DoesNotContain(other.Id, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> ExportAsync(TestCompany company, string query)
    {
        using var owner = service.SignedInAs(company.Owner);
        return await owner.GetAsync(new Uri($"{company.Path}/audit-entries/export{query}", UriKind.Relative));
    }

    private Task<int> FillAsync(TestCompany company, int count) => service.Api.InDatabaseAsync<CompanyDb, int>(db =>
    {
        for (var i = 0; i < count; i++)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds());
            db.Add(new AuditEntry
            {
                Id = Guid.CreateVersion7(at),
                At = at,
                TenantId = Guid.Parse(company.Id),
                ActorKind = AuditActorKind.System,
                ActorId = "command",
                Action = "role.changed",
                TargetType = "role",
                TargetId = company.Id,
                Changes = "[]",
            });
        }

        return db.SaveChangesAsync();
    });
}
