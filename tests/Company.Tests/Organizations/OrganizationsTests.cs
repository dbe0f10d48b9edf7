using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Organizations;

/// <summary>What identity asks: where a person belongs, and what they may do there.</summary>
public sealed class OrganizationsTests(CompanyService service)
{
    private const string Scope = "internal.organizations";

    private HttpClient Identity => service.Api.AsClient("identity_service", Scope);

    [Fact]
    public async Task Member_HasRolesAndPermissions()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Склад", "roles.manage");
        var member = await service.JoinAsync(company.Id, MemberRole.Member, role.Text("id")!);
        using var identity = Identity;

        var answer = JsonNode.Parse(await identity.GetStringAsync(Path(member, company.Id)))!;

        Assert.Equal((company.Id, "Общество «Пример»"), (answer.Text("id"), answer.Text("name")));
        Assert.Equal(("""["member","Склад"]""", """["members.read","roles.manage"]"""), (Plain(answer["roles"]!), Plain(answer["permissions"]!)));
    }

    [Fact]
    public async Task StrangerAndArchivedCompany_AreNotFound()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var identity = Identity;
        using var stranger = await identity.GetAsync(new Uri(Path(Guid.CreateVersion7(), company.Id), UriKind.Relative));
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var member = await identity.GetAsync(new Uri(Path(company.Others[0], company.Id), UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (stranger.StatusCode, member.StatusCode));
        Assert.Equal("""{"items":[],"hasMore":false}""", await identity.GetStringAsync(Path(company.Others[0])));
    }

    [Theory]
    [InlineData("ромаш", "ООО «Ромашка»")]
    [InlineData("ООО", "ООО «Ромашка»")]
    [InlineData("inn", "ООО «Ромашка»")]
    [InlineData("%", null)]
    [InlineData("_", null)]
    [InlineData("\0", "ООО «Ромашка»")]
    public async Task Search_FindsAPartOfTheNameAndTheBeginningOfTheInn(string search, string? found)
    {
        var account = Guid.CreateVersion7();
        using var person = service.SignedInAs(account);
        var inn = TestNumbers.LegalEntityInn();
        var body = CompanyService.Body(inn);
        body["shortName"] = "ООО «Ромашка»";
        using var created = await person.PostJsonAsync("/v1/companies", body);
        await CompanyService.CreateAsync(person);
        using var identity = Identity;

        var answer = JsonNode.Parse(await identity.GetStringAsync(Path(account) + "?search=" + Uri.EscapeDataString(search == "inn" ? inn[..6] : search)))!;

        var names = answer["items"]!.AsArray().Select(i => i!.Text("name"));
        if (found is null)
            Assert.Empty(names);
        else
            Assert.Contains(found, names);
    }

    [Fact]
    public async Task PersonOfManyCompanies_SeesTheFirstAndThatThereAreMore()
    {
        var account = Guid.CreateVersion7();
        using var person = service.SignedInAs(account);
        for (var i = 0; i < 51; i++)
            await CompanyService.CreateAsync(person);
        using var identity = Identity;

        var answer = JsonNode.Parse(await identity.GetStringAsync(Path(account)))!;

        Assert.Equal((50, "true"), (answer["items"]!.AsArray().Count, answer.Text("hasMore")));
    }

    public static MatrixTheoryData<string, string> Refused => new(RefusedCaller.All.Select(c => c.Name), ["", "/0199d3f0-0000-7000-8000-000000000000"]);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RefusedCaller_LearnsNothing(string callerName, string company)
    {
        var caller = RefusedCaller.All.Single(c => c.Name == callerName);

        using var response = await caller.CallAsync(service.Api, HttpMethod.Get, Path(Guid.CreateVersion7()) + company, Scope);

        Assert.Equal((caller.Status, caller.ChallengeOf(service.Api, Scope)), ((int)response.StatusCode, response.Challenge()));
    }

    private static string Path(Guid account, string? company = null) => $"/internal/v1/accounts/{account}/organizations" + (company is null ? "" : "/" + company);

    private static string Plain(JsonNode node) => System.Text.RegularExpressions.Regex.Unescape(node.ToJsonString());
}
