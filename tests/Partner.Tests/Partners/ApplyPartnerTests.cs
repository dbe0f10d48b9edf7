using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests.Partners;

public sealed class ApplyPartnerTests(PartnerService service)
{
    [Fact]
    public async Task ApplyPartner_ApplicationIsPendingAndTheApplicantActsForIt()
    {
        var account = Guid.CreateVersion7();
        using var client = service.Api.SignedInAs(account, PartnerService.ReadAndWrite);
        var inn = TestNumbers.PersonInn();

        using var response = await client.PostJsonAsync(
            "/v1/partners", new { name = " Интегратор ", inn, contactEmail = "partners@example.com", website = "https://example.com/crm" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("\"1\"", response.ETag());
        var body = await response.JsonAsync();
        var id = body.Text("id")!;
        Assert.Equal($"/v1/partners/{id}", response.Headers.Location?.ToString());
        Assert.EndsWith("Z", body.Text("createdAt"), StringComparison.Ordinal);
        body.Remove("createdAt");
        body.Remove("updatedAt");
        Assert.Equal(
            new JsonObject
            {
                ["id"] = id,
                ["name"] = "Интегратор",
                ["inn"] = inn,
                ["contactEmail"] = "partners@example.com",
                ["website"] = "https://example.com/crm",
                ["status"] = "pending",
            }.ToJsonString(),
            body.ToJsonString());

        var stored = await service.StoredAsync(id);
        Assert.Equal((inn, PartnerStatus.Pending), (stored!.Inn, stored.Status));
        Assert.Equal(account, Assert.Single(stored.Members).AccountId);
        Assert.Empty(stored.Clients);
    }

    [Theory]
    [InlineData("""{}""", "contactEmail inn name")]
    [InlineData("""{"name":"A","inn":"7707083894","contactEmail":"a@example.com"}""", "inn")]
    [InlineData("""{"name":"A","inn":"000000000000","contactEmail":"a@example.com"}""", "inn")]
    [InlineData("""{"name":"A","inn":"7707083893","contactEmail":"nobody"}""", "contactEmail")]
    [InlineData("""{"name":"A","inn":"7707083893","contactEmail":"a@example.com\n"}""", "contactEmail")]
    [InlineData("""{"name":" ","inn":"7707083893","contactEmail":"a@example.com"}""", "name")]
    [InlineData("""{"name":"A","inn":"7707083893","contactEmail":"a@example.com","website":"javascript:alert(1)"}""", "website")]
    [InlineData("""{"name":"A","inn":"7707083893","contactEmail":"a@example.com","website":"example.com"}""", "website")]
    [InlineData("""{"name":"A","inn":"7707083893","contactEmail":"a@example.com","status":"active"}""", "status")]
    public async Task ApplyPartner_WrongFieldsAreNamed(string body, string fields)
    {
        using var client = service.SomebodyNew();

        using var response = await client.PostJsonAsync("/v1/partners", body);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
    }

    [Fact]
    public async Task ApplyPartner_ClientsOwnTokenIsRefused()
    {
        using var client = service.AsClient("crm-" + Guid.NewGuid());
        var body = PartnerService.Body();
        body["name"] = "Refused " + Guid.NewGuid();

        using var response = await client.PostJsonAsync("/v1/partners", body);

        Assert.Equal("403 application/problem+json person_required", await response.ProblemAsync());
        Assert.Equal(0, await service.CountByNameAsync(body.Text("name")!));
    }
}
