using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>What a lookup asks, answers and stores while the registry works.</summary>
public sealed class LookupCompanyTests(RegistryService service) : IClassFixture<RegistryService>
{
    [Fact]
    public async Task LookupCompany_LegalEntityIsAnsweredAndStored()
    {
        var inn = service.SomeCompany();

        var answer = await service.FoundAsync(inn);

        Assert.EndsWith("Z", answer.Text("checkedAt"), StringComparison.Ordinal);
        answer.Remove("checkedAt");
        Assert.Equal(
            new JsonObject
            {
                ["kind"] = "legalEntity",
                ["inn"] = inn,
                ["kpp"] = "770101001",
                ["ogrn"] = "1027700132195",
                ["fullName"] = "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ \"ПРИМЕР\"",
                ["shortName"] = "ООО \"ПРИМЕР\"",
                ["legalAddress"] = "г Москва, ул Вавилова, д 19",
                ["okved"] = "62.01",
                ["status"] = "active",
                ["statusDate"] = null,
                ["registrationDate"] = "2002-08-16",
                ["isBranch"] = false,
                ["isStale"] = false,
                ["source"] = "daData",
            }.ToJsonString(),
            answer.ToJsonString());
        var question = Assert.Single(service.Registry.Questions, q => q.Text("query") == inn);
        Assert.Equal(new JsonObject { ["query"] = inn, ["count"] = 20, ["branch_type"] = "MAIN" }.ToJsonString(), question.ToJsonString());
        var stored = (await service.StoredAsync(inn))!;
        Assert.Equal(
            (true, "770101001", "1027700132195", "ООО \"ПРИМЕР\"", "62.01", RegistryStatus.Active, new DateOnly(2002, 8, 16), false),
            (stored.IsFound, stored.Kpp, stored.Ogrn, stored.ShortName, stored.Okved, stored.Status, stored.RegistrationDate, stored.IsBranch));
    }

    [Fact]
    public async Task LookupCompany_SoleProprietorIsAskedForWithoutBranches_AndTheRegistrationInForceAnswers()
    {
        var inn = TestNumbers.PersonInn();
        service.Registry.Add(inn, d => (d["ogrn"], d["state"]) = ("316774600000010", new JsonObject { ["status"] = "LIQUIDATED", ["liquidation_date"] = 1700006400000, ["registration_date"] = 1600000000000 }));
        service.Registry.Add(inn);

        var answer = await service.FoundAsync(inn);

        Assert.Equal(("soleProprietor", "325774600123451", "active", null), (answer.Text("kind"), answer.Text("ogrn"), answer.Text("status"), answer.Text("kpp")));
        Assert.Equal(new JsonObject { ["query"] = inn, ["count"] = 20 }.ToJsonString(), Assert.Single(service.Registry.Questions, q => q.Text("query") == inn).ToJsonString());
    }

    [Fact]
    public async Task LookupCompany_HeadOfficeAndBranchAreToldApart()
    {
        var inn = TestNumbers.LegalEntityInn();
        service.Registry.Add(inn, d => (d["branch_type"], d["kpp"], d["name"]) = ("BRANCH", "540602001", new JsonObject { ["full_with_opf"] = "Сибирский филиал" }));
        service.Registry.Add(inn);

        var main = await service.FoundAsync(inn);
        var branch = await service.FoundAsync(inn, "540602001");

        Assert.Equal(("770101001", "false"), (main.Text("kpp"), main.Text("isBranch")));
        Assert.Equal(("540602001", "Сибирский филиал", "true"), (branch.Text("kpp"), branch.Text("fullName"), branch.Text("isBranch")));
        Assert.Equal(new JsonObject { ["query"] = inn, ["count"] = 20, ["kpp"] = "540602001" }.ToJsonString(), service.Registry.Questions.Last(q => q.Text("query") == inn).ToJsonString());
        Assert.Equal(("770101001", "540602001"), ((await service.StoredAsync(inn))!.Kpp, (await service.StoredAsync(inn, "540602001"))!.Kpp));
    }

    [Fact]
    public async Task LookupCompany_SuggestionsOfOthersAreNoAnswer()
    {
        var (inn, other) = (TestNumbers.LegalEntityInn(), TestNumbers.LegalEntityInn());
        service.Registry.Add(inn, d => d["inn"] = other);
        service.Registry.Add(inn, d => d["branch_type"] = "BRANCH");

        using var response = await service.LookupAsync(inn);

        Assert.Equal("404 application/problem+json registry_not_found", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("ACTIVE", "active", null)]
    [InlineData("LIQUIDATING", "liquidating", null)]
    [InlineData("LIQUIDATED", "liquidated", "2023-11-15")]
    [InlineData("REORGANIZING", "reorganizing", null)]
    [InlineData("BANKRUPT", "bankrupt", null)]
    [InlineData("ASCENDED", null, null)]
    [InlineData(null, null, null)]
    public async Task LookupCompany_StatusIsTranslated_AndAnUnknownOneIsNone(string? theirs, string? ours, string? since)
    {
        var inn = TestNumbers.LegalEntityInn();
        service.Registry.Add(inn, d => d["state"] = new JsonObject { ["status"] = theirs, ["liquidation_date"] = 1700006400000 });

        var answer = await service.FoundAsync(inn);

        Assert.Equal((ours, since, "2002-08-16"), (answer.Text("status"), answer.Text("statusDate"), answer.Text("registrationDate")));
    }

    [Fact]
    public async Task LookupCompany_WhatIsMissingOrOfAnotherKindIsNull()
    {
        var inn = TestNumbers.LegalEntityInn();
        service.Registry.Add(inn, d =>
        {
            d["name"] = new JsonObject { ["short_with_opf"] = "ООО\u0000\r\n  \"ПРИМЕР\" " };
            d["kpp"] = "none";
            d["ogrn"] = "1027700132196";
            d["ogrn_date"] = long.MaxValue;
            d["okved"] = 62;
            d["state"] = "ACTIVE";
            d["address"] = new JsonObject { ["value"] = new string('я', 1_001) };
            d.Remove("branch_type");
        });

        var answer = await service.FoundAsync(inn);

        Assert.Equal("ООО \"ПРИМЕР\"", answer.Text("fullName"));
        Assert.All(["kpp", "ogrn", "legalAddress", "okved", "status", "statusDate", "registrationDate"], field => Assert.Null(answer[field]));
    }

    [Theory]
    [InlineData("7707083894", null, "inn")]
    [InlineData("0000000000", null, "inn")]
    [InlineData("77070838931", null, "inn")]
    [InlineData("770708389x", null, "inn")]
    [InlineData("7707083893", "77010100", "kpp")]
    [InlineData("7707083893", "", "kpp")]
    [InlineData("771234567859", "770101001", "kpp")]
    public async Task LookupCompany_WrongNumberIsNamedAndNobodyAsked(string inn, string? kpp, string field)
    {
        var calls = service.Registry.Questions.Count(q => q.Text("query") == inn);

        using var response = await service.LookupAsync(inn, kpp);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(field, await response.WrongFieldsAsync());
        Assert.Equal(calls, service.Registry.Questions.Count(q => q.Text("query") == inn));
    }

    [Fact]
    public async Task LookupCompany_UnknownCompanyIsNotFound()
    {
        var inn = TestNumbers.LegalEntityInn();

        using var response = await service.LookupAsync(inn);

        Assert.Equal("404 application/problem+json registry_not_found", await response.ProblemAsync());
        Assert.Contains("by hand", (await response.JsonAsync()).Text("detail"), StringComparison.Ordinal);
        Assert.False((await service.StoredAsync(inn))!.IsFound);
    }

    [Fact]
    public async Task LookupCompany_ManagersAreNeitherAnsweredNorStored()
    {
        var inn = service.SomeCompany();

        using var response = await service.LookupAsync(inn);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var stored = (await service.StoredAsync(inn))!;
        var texts = typeof(RegistryEntry).GetProperties().Select(p => p.GetValue(stored)?.ToString()).Append(await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain(texts, t => t?.Contains("Скрытнов", StringComparison.OrdinalIgnoreCase) == true);
    }

    [Fact]
    public async Task LookupCompany_ClientsOwnTokenIsRefused()
    {
        var inn = service.SomeCompany();
        using var client = service.Api.AsClient("crm", "companies.read");

        using var response = await client.GetAsync(RegistryService.Path(inn));

        Assert.Equal("403 application/problem+json person_required", await response.ProblemAsync());
        Assert.Null(await service.StoredAsync(inn));
    }
}
