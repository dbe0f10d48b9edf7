using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.MachineClients;

/// <summary>What a machine client reaches with its token. The access matrix has every operation.</summary>
public sealed class MachineClientAccessTests(CompanyService service)
{
    private static Uri Relative(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task WhoeverIsRemovedWhileTheSecretIsMade_GetsNone()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);
        using var admin = service.SignedInAs(company.Others[0]);
        service.Identity.Before[company.Id] = async () =>
        {
            using var removed = await owner.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\"");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        };

        using var created = await admin.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role = "member" });

        Assert.Equal("404 application/problem+json not_found", await created.ProblemAsync());
        await service.Identity.LeftAsync(company.Id, 0);
    }

    [Fact]
    public async Task Identity_LearnsRolesAndPermissions_WhileTheCompanyIsInUse()
    {
        var company = await service.CompanyAsync();
        var role = (await service.RoleAsync(company, "Склад", "company.update")).Text("id")!;
        var id = (await service.MachineClientAsync(company, "member", role)).ClientId();
        using var identity = service.Api.AsClient("identity_service", "internal.organizations");
        var path = $"/internal/v1/organizations/{company.Id}/machine-clients/{id}";

        var answer = JsonNode.Parse(await identity.GetStringAsync(path))!;
        using var ofAnother = await identity.GetAsync(Relative($"/internal/v1/organizations/{Guid.NewGuid()}/machine-clients/{id}"));
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
        using var gone = await identity.GetAsync(Relative(path));

        Assert.Equal((company.Id, "Общество «Пример»"), (answer.Text("id"), answer.Text("name")));
        Assert.Equal(["member", "Склад"], answer["roles"]!.AsArray().Select(r => r!.ToString()));
        Assert.Equal(["company.update", "members.read"], answer["permissions"]!.AsArray().Select(r => r!.ToString()));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (ofAnother.StatusCode, gone.StatusCode));
    }

    public static TheoryData<string> Refused => [.. RefusedCaller.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task CallerThatIsNotIdentity_LearnsNothing(string callerName)
    {
        var caller = RefusedCaller.All.Single(c => c.Name == callerName);

        using var response = await caller.CallAsync(service.Api, HttpMethod.Get, $"/internal/v1/organizations/{Guid.NewGuid()}/machine-clients/{Guid.NewGuid()}", "internal.organizations");

        Assert.Equal(caller.Status, (int)response.StatusCode);
    }

    [Fact]
    public async Task RoleThatIsTaken_IsGoneAtOnce()
    {
        var company = await service.CompanyAsync();
        var made = await service.MachineClientAsync(company);
        using var machine = service.SignedInAsMachine(made.ClientId(), company.Id);
        using var owner = service.SignedInAs(company.Owner);
        using var before = await machine.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\"");

        using var taken = await owner.PatchJsonAsync($"{company.MachineClientsPath()}/{made.ClientId()}", new { role = "member" }, made["client"]!.Text("eTag"));
        using var after = await machine.PatchJsonAsync(company.Path, new { shortName = "Другой" }, "\"2\"");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, taken.StatusCode));
        Assert.Equal("403 application/problem+json missing_permission", await after.ProblemAsync());
    }

    [Fact]
    public async Task TokenWithoutACompany_ForAnother_OrOfAPersonOfThatId_ReachesNothing()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        var id = (await service.MachineClientAsync(company)).ClientId();
        using var without = service.SignedInAsMachine(id, companyId: null);
        using var another = service.SignedInAsMachine(id, other.Id);
        using var person = service.SignedInAs(Guid.Parse(id));

        foreach (var client in new[] { without, another, person })
        {
            using var own = await client.GetAsync(Relative(company.Path));
            using var others = await client.GetAsync(Relative(other.Path));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (own.StatusCode, others.StatusCode));
            Assert.Equal("""{"items":[],"nextCursor":null}""", await client.GetStringAsync("/v1/companies"));
        }
    }

    [Fact]
    public async Task Scope_BoundsWhatRolesAllow()
    {
        var company = await service.CompanyAsync();
        var id = (await service.MachineClientAsync(company)).ClientId();
        using var reader = service.SignedInAsMachine(id, company.Id, "companies.read");

        using var refused = await reader.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\"");

        Assert.Equal("403 application/problem+json insufficient_scope", await refused.ProblemAsync());
    }

    [Theory]
    [InlineData("пример", 1)]
    [InlineData("другой", 0)]
    public async Task Search_FindsItsCompanyAlone(string q, int count)
    {
        var company = await service.CompanyAsync();
        using var machine = service.SignedInAsMachine((await service.MachineClientAsync(company)).ClientId(), company.Id);

        var found = JsonNode.Parse(await machine.GetStringAsync($"/v1/companies?q={q}"))!["items"]!.AsArray();

        Assert.Equal(count, found.Count);
    }

    [Fact]
    public async Task AuditLog_NamesTheClient()
    {
        var company = await service.CompanyAsync();
        var id = (await service.MachineClientAsync(company)).ClientId();
        using var machine = service.SignedInAsMachine(id, company.Id);

        using var changed = await machine.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\"");

        using var entries = await machine.GetAsync(Relative($"{company.Path}/audit-entries?actor={id}"));
        var entry = (await entries.JsonAsync())["items"]!.AsArray().Single()!;
        Assert.Equal(("company.changed", "client", id, id), (entry.Text("action"), entry["actor"]!.Text("kind"), entry["actor"]!.Text("id"), entry["actor"]!.Text("clientId")));
    }

    [Fact]
    public async Task Invitation_OfAClientIsGoodWhileTheClientMayInvite()
    {
        var company = await service.CompanyAsync();
        var made = await service.MachineClientAsync(company);
        using var machine = service.SignedInAsMachine(made.ClientId(), company.Id);
        var (accepted, late) = (await InviteAsync(machine, company), await InviteAsync(machine, company));
        using var invited = service.SomebodyNew();
        invited.DefaultRequestHeaders.Add("Invitation-Key", await service.KeyOfAsync(accepted));
        using var joined = await invited.PostEmptyAsync($"/v1/invitations/{accepted}/accept", ifMatch: null);
        using var owner = service.SignedInAs(company.Owner);
        await owner.DoneAsync(c => c.DeleteAsync($"{company.MachineClientsPath()}/{made.ClientId()}", made["client"]!.Text("eTag")!));

        using var tooLate = service.SomebodyNew();
        tooLate.DefaultRequestHeaders.Add("Invitation-Key", await service.KeyOfAsync(late));
        using var refused = await tooLate.PostEmptyAsync($"/v1/invitations/{late}/accept", ifMatch: null);

        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.Equal("409 application/problem+json invitation_void", await refused.ProblemAsync());
    }

    private static async Task<string> InviteAsync(HttpClient machine, TestCompany company) =>
        (await machine.DoneAsync(c => c.PostJsonAsync($"{company.Path}/invitations", new { email = $"{Guid.NewGuid():N}@example.com", role = "member" }))).Text("id")!;
}
