using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class CreateForeignCompanyTests(CompanyService service)
{
    [Fact]
    public async Task CreateCompany_ForeignCompanyIsKnownByItsCountryAndNumber()
    {
        using var client = service.SomebodyNew();
        using var other = service.SomebodyNew();
        var number = $"HRB {Guid.NewGuid():N}";

        using var response = await client.PostJsonAsync("/v1/companies", Foreign("DE", $" {number} München "));
        using var spelledDifferently = await other.PostJsonAsync("/v1/companies", Foreign("DE", number.Replace(" ", "-", StringComparison.Ordinal).ToLowerInvariant() + "münchen"));
        using var elsewhere = await other.PostJsonAsync("/v1/companies", Foreign("AT", $"{number} München"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await response.JsonAsync();
        Assert.Equal(("foreignCompany", "DE", $"{number} München", null), (body.Text("kind"), body.Text("country"), body.Text("registrationNumber"), body.Text("inn")));
        Assert.Equal("409 application/problem+json registration_number_taken", await spelledDifferently.ProblemAsync());
        Assert.Equal(HttpStatusCode.Created, elsewhere.StatusCode);

        using var archived = await client.PostEmptyAsync($"/v1/companies/{body.Text("id")}/archive", response.ETag());
        using var freed = await other.PostJsonAsync("/v1/companies", Foreign("DE", $"{number} München"));
        using var restored = await client.PostEmptyAsync($"/v1/companies/{body.Text("id")}/restore", archived.ETag());
        Assert.Equal(HttpStatusCode.Created, freed.StatusCode);
        Assert.Equal("409 application/problem+json registration_number_taken", await restored.ProblemAsync());
    }

    [Fact]
    public async Task CreateCompany_InnOfAForeignCompanyIsTakenToo()
    {
        using var client = service.SomebodyNew();
        var inn = TestNumbers.LegalEntityInn();
        var body = Foreign("KZ", $"{Guid.NewGuid():N}");
        (body["inn"], body["kpp"]) = (inn, "990151001");

        using var response = await client.PostJsonAsync("/v1/companies", body);
        using var second = await client.PostJsonAsync("/v1/companies", CompanyService.Body(inn));

        Assert.Equal((HttpStatusCode.Created, inn, "990151001"), (response.StatusCode, (await response.JsonAsync()).Text("inn"), (await response.JsonAsync()).Text("kpp")));
        Assert.Equal("409 application/problem+json inn_taken", await second.ProblemAsync());
    }

    [Fact]
    public async Task CreateCompany_ParallelRequestsWithOneForeignNumberCreateOne()
    {
        using var client = service.SomebodyNew();
        var number = $"{Guid.NewGuid():N}";

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.PostJsonAsync("/v1/companies", Foreign("DE", number))));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 5)], responses.Select(r => r.StatusCode).Order());
    }

    [Theory]
    [InlineData("""{"kind":"foreignCompany","fullName":"A"}""", "country registrationNumber")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"RU","registrationNumber":"1"}""", "country")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"de","registrationNumber":"1"}""", "country")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"UK","registrationNumber":"1"}""", "country")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DEU","registrationNumber":"1"}""", "country")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"- / -"}""", "registrationNumber")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":" "}""", "registrationNumber")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"1\n2"}""", "registrationNumber")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"123456789012345678901234567890123456789012345678901"}""", "registrationNumber")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"1","inn":"771234567859"}""", "inn")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"1","ogrn":"1027700132195"}""", "ogrn")]
    [InlineData("""{"kind":"foreignCompany","fullName":"A","country":"DE","registrationNumber":"1","kpp":"1"}""", "kpp")]
    public async Task CreateCompany_WrongFieldsOfAForeignCompanyAreNamed(string body, string fields)
    {
        using var client = service.SomebodyNew();

        using var response = await client.PostJsonAsync("/v1/companies", body);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
    }

    private static JsonObject Foreign(string country, string number) =>
        new() { ["kind"] = "foreignCompany", ["country"] = country, ["registrationNumber"] = number, ["fullName"] = "Beispiel GmbH" };
}
