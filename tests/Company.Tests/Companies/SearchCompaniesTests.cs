using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class SearchCompaniesTests(CompanyService service)
{
    [Theory]
    [InlineData("ромаш")]
    [InlineData("РОМАШКА")]
    [InlineData(" цветы \"Ромашка\" ")]
    [InlineData("Р")]
    [InlineData("ец")]
    [InlineData("50%_")]
    [InlineData("цветы \"")]
    [InlineData("inn")]
    [InlineData("inn from its third digit")]
    [InlineData("1027700132195")]
    [InlineData("77001321")]
    public async Task Search_FindsNamesInnAndOgrn(string q)
    {
        using var client = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        var body = CompanyService.Body(inn);
        (body["fullName"], body["shortName"], body["ogrn"]) = ("ООО Цветы \"Ромашка\"", "Рецепт 50%_", "1027700132195");
        using var created = await client.PostJsonAsync("/v1/companies", body);
        using var another = await client.PostJsonAsync("/v1/companies", new { kind = "legalEntity", inn = TestNumbers.LegalEntityInn(), fullName = "АО «Лен»" });
        q = q switch { "inn" => inn, "inn from its third digit" => inn[2..], _ => q };

        Assert.Equal([(await created.JsonAsync()).Text("id")!], await FoundAsync(client, q));
    }

    [Theory]
    [InlineData("роза")]
    [InlineData("ром%шка")]
    [InlineData("ром_шка")]
    [InlineData("\" OR \"ром")]
    [InlineData("ром*")]
    [InlineData("NOT")]
    [InlineData("'")]
    [InlineData("\\")]
    public async Task Search_TakesWhatIsTypedLiterally(string q)
    {
        using var client = service.SomebodyNew();
        var body = CompanyService.Body();
        body["fullName"] = "Ромашка";
        using var created = await client.PostJsonAsync("/v1/companies", body);

        Assert.Empty(await FoundAsync(client, q));
    }

    [Fact]
    public async Task Search_FindsOwnCompaniesAlone()
    {
        using var client = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var name = $"Тайна {Guid.NewGuid():N}";
        var body = CompanyService.Body();
        body["fullName"] = name;
        using var created = await other.PostJsonAsync("/v1/companies", body);
        await CompanyService.CreateAsync(client);

        Assert.Empty(await FoundAsync(client, name));
        Assert.Single(await FoundAsync(other, name));
    }

    [Fact]
    public async Task Search_FollowsChangesAndDeletion()
    {
        using var client = service.SomebodyNew();
        var (company, etag) = await CompanyService.CreateAsync(client);
        var path = $"/v1/companies/{company.Text("id")}";

        using var renamed = await client.PatchJsonAsync(path, new { fullName = "Северный чай", ogrn = "1027700132195" }, etag);
        Assert.Empty(await FoundAsync(client, "пример"));
        Assert.Single(await FoundAsync(client, "верный"));
        Assert.Single(await FoundAsync(client, "1027700"));

        using var archived = await client.PostEmptyAsync($"{path}/archive", renamed.ETag());
        Assert.Single(await FoundAsync(client, "верный"));
        using var deleted = await client.DeleteAsync(path, archived.ETag());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await FoundAsync(client, "верный"));
    }

    [Fact]
    public async Task Search_PagesHoldWhatIsFoundNewestFirst()
    {
        using var client = service.SomebodyNew();
        var created = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var body = CompanyService.Body();
            body["shortName"] = i % 2 == 0 ? "Чётная" : "Иная";
            using var response = await client.PostJsonAsync("/v1/companies", body);
            if (i % 2 == 0)
                created.Insert(0, (await response.JsonAsync()).Text("id")!);
        }

        var listed = new List<string>();
        for (string? cursor = "", query = ""; cursor is not null; query = $"&cursor={cursor}")
        {
            var page = await PageAsync(client, $"q={Uri.EscapeDataString("чётная")}&limit=3{query}");
            listed.AddRange(page["items"]!.AsArray().Select(i => i!.Text("id")!));
            cursor = page.Text("nextCursor");
        }

        Assert.Equal(created, listed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20")]
    [InlineData("a%00b")]
    [InlineData("a%0Ab")]
    [InlineData("long")]
    public async Task Search_WhatIsNoTextIsRefused(string q)
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync(new Uri($"/v1/companies?q={(q == "long" ? new string('a', 101) : q)}", UriKind.Relative));

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal("q", await response.WrongFieldsAsync());
    }

    /// <summary>
    /// Other ways are switched off, so that the count says whether the index fits the statement and not what a small table costs. No plan tells what a
    /// function does.
    /// </summary>
    [Fact]
    public async Task Search_OnPostgresCanUseTheTrigrams()
    {
        // SQLite has another index.
        if (!TestDatabase.IsPostgres)
            return;

        var company = await service.CompanyAsync();
        var scans = await service.Api.InDatabaseAsync<CompanyDb, long>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT set_config('saasplatform.account_id', {company.Owner.ToString()}, true)", TestContext.Current.CancellationToken);
            var found = await db.MatchingAsync(db.Members, "РОМАШКА", new PageRequest(), TestContext.Current.CancellationToken);
            await found.CountAsync(TestContext.Current.CancellationToken);
            return await db.Database.SqlQuery<long>($"SELECT pg_stat_get_xact_numscans('company.ix_companies_search_text'::regclass) AS \"Value\"").SingleAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal(1, scans);
    }

    private static async Task<string[]> FoundAsync(HttpClient client, string q) =>
        [.. (await PageAsync(client, $"q={Uri.EscapeDataString(q)}"))["items"]!.AsArray().Select(i => i!.Text("id")!)];

    private static async Task<JsonObject> PageAsync(HttpClient client, string query)
    {
        using var response = await client.GetAsync(new Uri($"/v1/companies?{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
