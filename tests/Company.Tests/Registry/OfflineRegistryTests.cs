using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>The registry of an installation without a key: a file, and every answer says so.</summary>
public sealed class OfflineRegistryTests(CompanyService service)
{
    [Fact]
    public async Task LookupCompany_EntryOfTheFileIsAnsweredAsOffline()
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync(RegistryService.Path("7707083893"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Equal(
            ("offline", "false", "ПАО СБЕРБАНК", "773601001", "active", "1991-06-20", "false"),
            (answer.Text("source"), answer.Text("isStale"), answer.Text("shortName"), answer.Text("kpp"), answer.Text("status"), answer.Text("registrationDate"), answer.Text("isBranch")));
    }

    [Fact]
    public async Task LookupCompany_BranchOfTheFileIsFoundByItsKpp()
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync(RegistryService.Path("7707083893", "540602001"));

        var answer = await response.JsonAsync();
        Assert.Equal(("Сибирский филиал", "true", null), (answer.Text("fullName"), answer.Text("isBranch"), answer.Text("status")));
    }

    [Fact]
    public async Task LookupCompany_WhatTheFileLacksIsNotFound_AndTheAnswerSaysThatNobodyWasAsked()
    {
        using var client = service.SomebodyNew();

        using var response = await client.GetAsync(RegistryService.Path(TestNumbers.LegalEntityInn()));

        Assert.Equal("404 application/problem+json registry_not_found", await response.ProblemAsync());
        Assert.Contains("offline", (await response.JsonAsync()).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, await service.Api.InDatabaseAsync<CompanyDb, int>(db => db.RegistryEntries.CountAsync()));
    }
}
