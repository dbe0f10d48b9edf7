using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class CreateCompanyTests(CompanyService service)
{
    [Fact]
    public async Task CreateCompany_LegalEntityIsStoredWithItsOwner()
    {
        var account = Guid.CreateVersion7();
        var inn = TestNumbers.LegalEntityInn();
        using var client = service.SignedInAs(account);

        using var response = await client.PostJsonAsync("/v1/companies", new
        {
            kind = "legalEntity",
            inn,
            kpp = "7701AB001",
            ogrn = "1027700132195",
            fullName = "  ПАО «Пример»  ",
            shortName = "Пример",
            legalAddress = "Москва, ул. Вавилова, 19",
            postalAddress = " 101000, Москва, а/я 5 ",
            okved = "64.19",
            bik = "044525545",
            settlementAccount = "40702810600014307627",
            correspondentAccount = "30101810300000000545",
        });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        var body = await response.JsonAsync();
        var id = body.Text("id")!;
        Assert.Equal($"/v1/companies/{id}", response.Headers.Location?.ToString());
        Assert.EndsWith("Z", body.Text("createdAt"), StringComparison.Ordinal);
        Assert.Equal(body.Text("createdAt"), body.Text("updatedAt"));
        body.Remove("createdAt");
        body.Remove("updatedAt");
        Assert.Equal(
            new JsonObject
            {
                ["id"] = id,
                ["kind"] = "legalEntity",
                ["inn"] = inn,
                ["country"] = null,
                ["registrationNumber"] = null,
                ["kpp"] = "7701AB001",
                ["ogrn"] = "1027700132195",
                ["fullName"] = "ПАО «Пример»",
                ["shortName"] = "Пример",
                ["legalAddress"] = "Москва, ул. Вавилова, 19",
                ["postalAddress"] = "101000, Москва, а/я 5",
                ["okved"] = "64.19",
                ["bik"] = "044525545",
                ["settlementAccount"] = "40702810600014307627",
                ["correspondentAccount"] = "30101810300000000545",
                ["status"] = "active",
                ["registryStatus"] = null,
                ["registryStatusDate"] = null,
                ["registryCheckedAt"] = null,
                ["verification"] = "unverified",
                ["confirmedBy"] = null,
                ["seats"] = null,
                ["role"] = "owner",
            }.ToJsonString(),
            body.ToJsonString());

        var stored = await service.StoredAsync(id);
        Assert.NotNull(stored);
        Assert.Equal((inn, "ПАО «Пример»", CompanyStatus.Active, 1), (stored.Inn, stored.FullName, stored.Status, stored.Version));
        var owner = Assert.Single(stored.Members);
        Assert.Equal((account, MemberRole.Owner), (owner.AccountId, owner.Role));
    }

    [Fact]
    public async Task CreateCompany_SoleProprietorIsStored()
    {
        using var client = service.SomebodyNew();
        var inn = TestNumbers.PersonInn();

        using var response = await client.PostJsonAsync(
            "/v1/companies", new { kind = "soleProprietor", inn, ogrn = "325774600123451", fullName = "ИП Иванов Иван Иванович" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await response.JsonAsync();
        Assert.Equal("soleProprietor", body.Text("kind"));
        Assert.True(body.ContainsKey("kpp"));
        Assert.Null(body["kpp"]);
        Assert.Equal(CompanyKind.SoleProprietor, (await service.StoredAsync(body.Text("id")!))!.Kind);
    }

    [Theory]
    [InlineData("""{}""", "fullName kind")]
    [InlineData("""{"kind":"legalEntity","fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","country":"DE","registrationNumber":"1"}""", "country registrationNumber")]
    [InlineData("""{"kind":"soleProprietor","inn":"771234567859","fullName":"A","country":"RU"}""", "country")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","okved":"6419"}""", "okved")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","bik":"44525545"}""", "bik")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","settlementAccount":"40702810600014307627"}""", "bik")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","bik":"044525225","settlementAccount":"40702810600014307627"}""", "settlementAccount")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","bik":"044525545","correspondentAccount":"30101810400000000546"}""", "correspondentAccount")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","postalAddress":" "}""", "postalAddress")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083894","fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"legalEntity","inn":"0000000000","fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"legalEntity","inn":"771234567859","fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"soleProprietor","inn":"7707083893","fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"soleProprietor","inn":"771234567859","kpp":"770101001","fullName":"A"}""", "kpp")]
    [InlineData("""{"kind":"soleProprietor","inn":"771234567859","ogrn":"1027700132195","fullName":"A"}""", "ogrn")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","kpp":"77010100","fullName":"A"}""", "kpp")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","kpp":"","fullName":"A"}""", "kpp")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","ogrn":"325774600123451","fullName":"A"}""", "ogrn")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","ogrn":"1027700132196","kpp":"x","fullName":"A"}""", "kpp ogrn")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":" "}""", "fullName")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A\u0000B"}""", "fullName")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","shortName":"B\nC"}""", "shortName")]
    [InlineData("""{"kind":"bank","inn":"7707083893","fullName":"A"}""", "kind")]
    [InlineData("""{"kind":"legalEntity,soleProprietor","inn":"771234567859","fullName":"A"}""", "kind")]
    [InlineData("""{"kind":0,"inn":"7707083893","fullName":"A"}""", "kind")]
    [InlineData("""{"kind":"legalEntity","inn":7707083893,"fullName":"A"}""", "inn")]
    [InlineData("""{"kind":"legalEntity","inn":"7707083893","fullName":"A","owner":"me"}""", "owner")]
    public async Task CreateCompany_WrongFieldsAreNamed(string body, string fields)
    {
        using var client = service.SomebodyNew();

        using var response = await client.PostJsonAsync("/v1/companies", body);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
    }

    [Fact]
    public async Task CreateCompany_NameOver500CharactersIsRefused()
    {
        using var client = service.SomebodyNew();
        var body = CompanyService.Body();
        body["fullName"] = new string('я', 501);

        using var response = await client.PostJsonAsync("/v1/companies", body.ToJsonString());

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal("fullName", await response.WrongFieldsAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"kind":"legalEntity","kind":"legalEntity"}""")]
    public async Task CreateCompany_WhatIsNoJsonObjectIsRefused(string body)
    {
        using var client = service.SomebodyNew();

        using var response = await client.PostJsonAsync("/v1/companies", body);

        Assert.Equal("400 application/problem+json malformed_json", await response.ProblemAsync());
    }

    [Fact]
    public async Task CreateCompany_AnotherContentTypeIsRefused()
    {
        using var client = service.SomebodyNew();

        using var response = await client.PostAsync("/v1/companies", new StringContent("inn=7707083893"));

        Assert.Equal("415 application/problem+json unsupported_media_type", await response.ProblemAsync());
    }

    [Fact]
    public async Task CreateCompany_TakenInnIsRefused()
    {
        using var first = service.SomebodyNew();
        using var second = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        await CompanyService.CreateAsync(first, inn);

        using var response = await second.PostJsonAsync("/v1/companies", CompanyService.Body(inn));

        Assert.Equal("409 application/problem+json inn_taken", await response.ProblemAsync());
        Assert.Equal(1, await service.CountByInnAsync(inn));
    }

    [Fact]
    public async Task CreateCompany_ParallelRequestsWithOneInnCreateOne()
    {
        var inn = TestNumbers.LegalEntityInn();
        using var client = service.SomebodyNew();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostJsonAsync("/v1/companies", CompanyService.Body(inn))));

        Assert.Equal(
            [HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)],
            responses.Select(r => r.StatusCode).Order());
        Assert.Equal(1, await service.CountByInnAsync(inn));
    }

    [Fact]
    public async Task CreateCompany_ClientsOwnTokenIsRefused()
    {
        using var client = service.Api.AsClient("crm", CompanyService.ReadAndWrite);
        var inn = TestNumbers.LegalEntityInn();

        using var response = await client.PostJsonAsync("/v1/companies", CompanyService.Body(inn));

        Assert.Equal("403 application/problem+json person_required", await response.ProblemAsync());
        Assert.Equal(0, await service.CountByInnAsync(inn));
    }
}
