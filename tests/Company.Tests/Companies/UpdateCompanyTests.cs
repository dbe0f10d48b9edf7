using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class UpdateCompanyTests(CompanyService service)
{
    [Fact]
    public async Task UpdateCompany_PresentMembersChangeAndAbsentOnesStay()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync(
            $"/v1/companies/{created.Text("id")}", new { shortName = " Пример ", kpp = "770701001" }, etag);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.ETag());
        var body = await response.JsonAsync();
        Assert.Equal(("Пример", "770701001", created.Text("fullName")), (body.Text("shortName"), body.Text("kpp"), body.Text("fullName")));
        var stored = await service.StoredAsync(created.Text("id")!);
        Assert.Equal(("Пример", "770701001", 2), (stored!.ShortName, stored.Kpp, stored.Version));
        Assert.True(stored.UpdatedAt >= stored.CreatedAt);
    }

    [Fact]
    public async Task UpdateCompany_NullClears()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);
        var path = $"/v1/companies/{created.Text("id")}";
        using var named = await client.PatchJsonAsync(path, new { shortName = "Пример" }, etag);

        using var response = await client.PatchJsonAsync(path, """{"shortName":null}""", named.ETag());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"3\"", response.ETag());
        Assert.Null((await response.JsonAsync())["shortName"]);
        Assert.Null((await service.StoredAsync(created.Text("id")!))!.ShortName);
    }

    [Fact]
    public async Task UpdateCompany_BankDetailsFitOneAnotherAfterEveryPatch()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);
        var path = $"/v1/companies/{created.Text("id")}";

        using var filled = await client.PatchJsonAsync(
            path, new { okved = "62.01", postalAddress = " Москва ", bik = "044525545", settlementAccount = "40702810600014307627", correspondentAccount = "30101810300000000545" }, etag);
        using var otherBank = await client.PatchJsonAsync(path, new { bik = "044525225" }, filled.ETag());
        using var noBank = await client.PatchJsonAsync(path, """{"bik":null}""", filled.ETag());
        using var corrected = await client.PatchJsonAsync(path, new { bik = "049805746", settlementAccount = "40602810700000000025", correspondentAccount = "30101810800000000746" }, filled.ETag());
        using var cleared = await client.PatchJsonAsync(path, """{"bik":null,"settlementAccount":null,"correspondentAccount":null,"okved":null,"postalAddress":null}""", corrected.ETag());

        var body = await filled.JsonAsync();
        Assert.Equal(
            ("62.01", "Москва", "044525545", "40702810600014307627", "30101810300000000545"),
            (body.Text("okved"), body.Text("postalAddress"), body.Text("bik"), body.Text("settlementAccount"), body.Text("correspondentAccount")));
        Assert.Equal("settlementAccount", await otherBank.WrongFieldsAsync());
        Assert.Equal("bik", await noBank.WrongFieldsAsync());
        Assert.Equal("40602810700000000025", (await corrected.JsonAsync()).Text("settlementAccount"));
        Assert.Equal(HttpStatusCode.OK, cleared.StatusCode);
        var stored = await service.StoredAsync(created.Text("id")!);
        Assert.Equal((null, null, null, null, null, 4), (stored!.Okved, stored.PostalAddress, stored.Bik, stored.SettlementAccount, stored.CorrespondentAccount, stored.Version));
    }

    [Fact]
    public async Task UpdateCompany_PatchThatChangesNothingKeepsTheVersion()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync($"/v1/companies/{created.Text("id")}", "{}", etag);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(etag, response.ETag());
    }

    [Theory]
    [InlineData("""{"fullName":null}""", "fullName")]
    [InlineData("""{"fullName":" "}""", "fullName")]
    [InlineData("""{"fullName":["A"],"shortName":5}""", "fullName shortName")]
    [InlineData("""{"inn":"7707083893","colour":"red"}""", "colour inn")]
    [InlineData("""{"kpp":"1","ogrn":"2"}""", "kpp ogrn")]
    [InlineData("""{"legalAddress":"A\u0000"}""", "legalAddress")]
    [InlineData("""{"country":"DE","registrationNumber":"1"}""", "country registrationNumber")]
    [InlineData("""{"okved":"1"}""", "okved")]
    [InlineData("""{"settlementAccount":"40702810600014307627"}""", "bik")]
    [InlineData("""{"bik":"044525225","settlementAccount":"40702810600014307627"}""", "settlementAccount")]
    [InlineData("""{"shortName":"\ud800"}""", "shortName")]
    public async Task UpdateCompany_WrongFieldsAreNamedAndNothingChanges(string patch, string fields)
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync($"/v1/companies/{created.Text("id")}", patch, etag);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
        Assert.Equal(1, (await service.StoredAsync(created.Text("id")!))!.Version);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"kpp":null,"kpp":null}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task UpdateCompany_WhatIsNoPatchIsRefused(string patch)
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync($"/v1/companies/{created.Text("id")}", patch, etag);

        Assert.Equal("400 application/problem+json malformed_json", await response.ProblemAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task UpdateCompany_AnotherContentTypeIsRefused(string contentType)
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync($"/v1/companies/{created.Text("id")}", "{}", etag, contentType);

        Assert.Equal("415 application/problem+json unsupported_media_type", await response.ProblemAsync());
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"2\"", "412 application/problem+json precondition_failed")]
    [InlineData("W/\"1\"", "412 application/problem+json precondition_failed")]
    [InlineData("1", "400 application/problem+json invalid_if_match")]
    public async Task UpdateCompany_WithoutTheCurrentVersionNothingChanges(string? ifMatch, string problem)
    {
        using var client = service.SomebodyNew();
        var (created, _) = await CompanyService.CreateAsync(client);

        using var response = await client.PatchJsonAsync($"/v1/companies/{created.Text("id")}", new { fullName = "B" }, ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.Equal(created.Text("fullName"), (await service.StoredAsync(created.Text("id")!))!.FullName);
    }

    [Fact]
    public async Task UpdateCompany_OfParallelEditsOfOneVersionOneWins()
    {
        using var client = service.SomebodyNew();
        var (created, etag) = await CompanyService.CreateAsync(client);
        var path = $"/v1/companies/{created.Text("id")}";

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PatchJsonAsync(path, new { shortName = $"edit {i}" }, etag)));

        var winner = Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.All(responses.Except([winner]), r => Assert.Equal(HttpStatusCode.PreconditionFailed, r.StatusCode));
        var stored = await service.StoredAsync(created.Text("id")!);
        Assert.Equal(((await winner.JsonAsync()).Text("shortName"), 2), (stored!.ShortName, stored.Version));
    }

    [Fact]
    public async Task UpdateCompany_OtherCompanysMemberFindsNothing()
    {
        using var owner = service.SomebodyNew();
        using var other = service.SomebodyNew();
        await CompanyService.CreateAsync(other);
        var (created, etag) = await CompanyService.CreateAsync(owner);

        using var response = await other.PatchJsonAsync($"/v1/companies/{created.Text("id")}", new { fullName = "Mine" }, etag);

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
        Assert.Equal(created.Text("fullName"), (await service.StoredAsync(created.Text("id")!))!.FullName);
    }
}
