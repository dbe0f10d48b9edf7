using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.MachineClients;

/// <summary>Machine clients as the people of a company keep them.</summary>
public sealed class MachineClientTests(CompanyService service)
{
    [Fact]
    public async Task Create_TellsTheSecretOnce()
    {
        var company = await service.CompanyAsync();
        var role = (await service.RoleAsync(company, "Склад", "members.invite")).Text("id")!;
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = " 1С ", role = "member", roleIds = new[] { role } });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var made = await response.JsonAsync();
        Assert.Equal($"{company.MachineClientsPath()}/{made.ClientId()}", response.Headers.Location?.ToString());
        Assert.Equal((service.Identity.SecretOf(made.ClientId()), null), (made.Text("clientSecret"), made.Text("previousSecretExpiresAt")));
        Assert.Equal(("1С", "member", "Склад"), (made["client"]!.Text("name"), made["client"]!.Text("role"), made["client"]!["roles"]!.AsArray().Single()!.Text("name")));
        Assert.Equal("""["members.read","members.invite"]""", made["client"]!["permissions"]!.ToJsonString());
        using var listed = await owner.GetAsync(new Uri(company.MachineClientsPath(), UriKind.Relative));
        var list = await listed.Content.ReadAsStringAsync();
        Assert.Equal(made["client"]!.ToJsonString(), JsonNode.Parse(list)!["items"]!.AsArray().Single()!.ToJsonString());
        Assert.DoesNotContain("saas_cs_", list, StringComparison.Ordinal);
        using var got = await owner.GetAsync(response.Headers.Location);
        Assert.Equal((made["client"]!.ToJsonString(), response.ETag()), ((await got.JsonAsync()).ToJsonString(), got.ETag()));
    }

    [Theory]
    [InlineData("""{"name":"1С","role":"owner"}""", "role")]
    [InlineData("""{"name":"","role":"admin"}""", "name")]
    [InlineData("""{"name":"1С"}""", "role")]
    [InlineData("""{"name":"1С","role":"member","roleIds":["0199d3f0-0000-7000-8000-000000000000"]}""", "roleIds")]
    public async Task Create_WrongFieldIsNamed(string body, string field)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync(company.MachineClientsPath(), JsonNode.Parse(body)!);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(field, (await response.JsonAsync())["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task NobodyGivesAClientMoreThanTheyHave()
    {
        var company = await service.CompanyAsync();
        var manages = (await service.RoleAsync(company, "Интеграции", "clients.manage")).Text("id")!;
        var updates = (await service.RoleAsync(company, "Реквизиты", "company.update")).Text("id")!;
        using var member = service.SignedInAs(await service.JoinAsync(company.Id, MemberRole.Member, manages));
        var strong = (await service.MachineClientAsync(company)).ClientId();
        var weak = (await service.MachineClientAsync(company, "member")).ClientId();
        var path = company.MachineClientsPath();

        using var admin = await member.PostJsonAsync(path, new { name = "1С", role = "admin" });
        using var withRole = await member.PostJsonAsync(path, new { name = "1С", role = "member", roleIds = new[] { updates } });
        using var more = await member.PatchJsonAsync($"{path}/{weak}", new { roleIds = new[] { updates } }, "\"2\"");
        using var less = await member.PatchJsonAsync($"{path}/{strong}", new { role = "member" }, "\"2\"");
        using var secret = await member.PostEmptyAsync($"{path}/{strong}/rotate-secret", ifMatch: null);
        using var deleted = await member.DeleteAsync($"{path}/{strong}", "\"2\"");
        using var allowed = await member.PostJsonAsync(path, new { name = "1С", role = "member", roleIds = new[] { manages } });

        foreach (var refused in new[] { admin, withRole, more, less, secret, deleted })
            Assert.Equal("403 application/problem+json beyond_own_permissions", await refused.ProblemAsync());
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
    }

    [Fact]
    public async Task Update_ChangesNameAndRolesOfTheVersionThatWasSeen()
    {
        var company = await service.CompanyAsync();
        var role = (await service.RoleAsync(company, "Склад", "members.invite")).Text("id")!;
        var made = await service.MachineClientAsync(company, "member");
        var path = $"{company.MachineClientsPath()}/{made.ClientId()}";
        using var owner = service.SignedInAs(company.Owner);

        using var without = await owner.PatchJsonAsync(path, new { name = "SAP" }, ifMatch: null);
        using var old = await owner.PatchJsonAsync(path, new { name = "SAP" }, "\"1\"");
        using var ownership = await owner.PatchJsonAsync(path, new { role = "owner" }, made["client"]!.Text("eTag"));
        using var changed = await owner.PatchJsonAsync(path, new { name = "SAP", roleIds = new[] { role } }, made["client"]!.Text("eTag"));
        using var inUse = await owner.DeleteAsync($"{company.Path}/roles/{role}", "\"1\"");

        Assert.Equal((428, 412, 400, 200), ((int)without.StatusCode, (int)old.StatusCode, (int)ownership.StatusCode, (int)changed.StatusCode));
        Assert.Equal(("SAP", "Склад"), ((await changed.JsonAsync()).Text("name"), (await changed.JsonAsync())["roles"]!.AsArray().Single()!.Text("name")));
        Assert.Equal("409 application/problem+json role_in_use", await inUse.ProblemAsync());
    }

    [Fact]
    public async Task Rotate_GivesAnotherSecret_AndSaysHowLongTheOldOneIsGood()
    {
        var company = await service.CompanyAsync();
        var made = await service.MachineClientAsync(company);
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostEmptyAsync($"{company.MachineClientsPath()}/{made.ClientId()}/rotate-secret", ifMatch: null);

        var rotated = await response.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "no-store"), (response.StatusCode, response.Headers.CacheControl?.ToString()));
        Assert.Equal(service.Identity.SecretOf(made.ClientId()), rotated.Text("clientSecret"));
        Assert.NotEqual(made.Text("clientSecret"), rotated.Text("clientSecret"));
        Assert.Equal("2026-11-27T10:00:00Z", rotated.Text("previousSecretExpiresAt"));
    }

    [Fact]
    public async Task Delete_EndsTheClientHereAtOnce_AndAtIdentity()
    {
        var company = await service.CompanyAsync();
        var made = await service.MachineClientAsync(company);
        using var owner = service.SignedInAs(company.Owner);
        using var machine = service.SignedInAsMachine(made.ClientId(), company.Id);

        using var deleted = await owner.DeleteAsync($"{company.MachineClientsPath()}/{made.ClientId()}", made["client"]!.Text("eTag")!);

        using var seen = await machine.GetAsync(new Uri(company.Path, UriKind.Relative));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, seen.StatusCode));
        await service.Identity.LeftAsync(company.Id, 0);
    }

    [Fact]
    public async Task DeletedCompany_TakesItsClientsAlong()
    {
        var company = await service.CompanyAsync();
        var role = (await service.RoleAsync(company, "Склад", "members.invite")).Text("id")!;
        await service.MachineClientAsync(company, "member", role);
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
        using var refused = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role = "admin" });

        using var deleted = await owner.DeleteAsync(company.Path, "\"2\"");

        Assert.Equal("409 application/problem+json company_archived", await refused.ProblemAsync());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await service.Identity.LeftAsync(company.Id, 0);
    }

    [Fact]
    public async Task IdentityThatFails_LeavesNoClientAnywhere()
    {
        var company = await service.CompanyAsync();
        var made = await service.MachineClientAsync(company);
        using var owner = service.SignedInAs(company.Owner);
        service.Identity.FailsFor[company.Id] = true;

        using var created = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = "SAP", role = "admin" });
        using var rotated = await owner.PostEmptyAsync($"{company.MachineClientsPath()}/{made.ClientId()}/rotate-secret", ifMatch: null);

        Assert.Equal("503 application/problem+json identity_unavailable", await created.ProblemAsync());
        Assert.Equal("503 application/problem+json identity_unavailable", await rotated.ProblemAsync());
        Assert.Equal("5", created.Headers.RetryAfter?.ToString());
        await service.Identity.LeftAsync(company.Id, 1);
        Assert.Equal(1, await CountAsync(company));
    }

    [Fact]
    public async Task CompanyDeletedMeanwhile_LeavesNoClientAtIdentity()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        service.Identity.Before[company.Id] = async () =>
        {
            using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");
            using var deleted = await owner.DeleteAsync(company.Path, "\"2\"");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        };

        using var created = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role = "admin" });

        Assert.Equal("404 application/problem+json not_found", await created.ProblemAsync());
        await service.Identity.LeftAsync(company.Id, 0);
    }

    [Fact]
    public async Task ClientThatNeverGotASecret_IsNothing_AndIsRemoved()
    {
        var company = await service.CompanyAsync();
        var (old, young) = (await UnfinishedAsync(company, TimeSpan.FromHours(2)), await UnfinishedAsync(company, TimeSpan.Zero));
        using var identity = service.Api.AsClient("identity_service", "internal.organizations");
        using var owner = service.SignedInAs(company.Owner);
        using var token = await identity.GetAsync(new Uri($"/internal/v1/organizations/{company.Id}/machine-clients/{old}", UriKind.Relative));
        using var got = await owner.GetAsync(new Uri($"{company.MachineClientsPath()}/{old}", UriKind.Relative));
        using var listed = await owner.GetAsync(new Uri(company.MachineClientsPath(), UriKind.Relative));

        await service.Api.Services.GetServices<IHostedService>().OfType<UnfinishedMachineClients>().Single().RemoveAsync(CancellationToken.None);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (token.StatusCode, got.StatusCode));
        Assert.Empty((await listed.JsonAsync())["items"]!.AsArray());
        Assert.Equal((1, true), (await CountAsync(company), await service.Api.InDatabaseAsync<CompanyDb, bool>(async db => await db.MachineClients.FindAsync(young) is not null)));
    }

    [Fact]
    public async Task CompanyHasAtMostSoManyClients()
    {
        var company = await service.CompanyAsync();
        for (var i = 0; i < MachineClient.PerCompany; i++)
            await UnfinishedAsync(company, TimeSpan.Zero);
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role = "admin" });

        Assert.Equal("409 application/problem+json too_many_machine_clients", await refused.ProblemAsync());
    }

    [Fact]
    public async Task ClientOfAnotherCompany_IsNotFound()
    {
        var (company, other) = (await service.CompanyAsync(), await service.CompanyAsync());
        var made = await service.MachineClientAsync(other);
        using var owner = service.SignedInAs(company.Owner);
        var path = $"{company.MachineClientsPath()}/{made.ClientId()}";

        using var got = await owner.GetAsync(new Uri(path, UriKind.Relative));
        using var changed = await owner.PatchJsonAsync(path, new { name = "SAP" }, "\"2\"");
        using var rotated = await owner.PostEmptyAsync($"{path}/rotate-secret", ifMatch: null);
        using var deleted = await owner.DeleteAsync(path, "\"2\"");

        foreach (var refused in new[] { got, changed, rotated, deleted })
            Assert.Equal("404 application/problem+json not_found", await refused.ProblemAsync());
    }

    private Task<Guid> UnfinishedAsync(TestCompany company, TimeSpan age) => service.Api.InDatabaseAsync<CompanyDb, Guid>(async db =>
    {
        var at = DateTimeOffset.UtcNow - age;
        var client = new MachineClient { Id = Guid.CreateVersion7(at), CompanyId = Guid.Parse(company.Id), Name = "1С", Role = MemberRole.Admin, CreatedAt = at, UpdatedAt = at };
        db.Add(client);
        await db.SaveChangesAsync();
        return client.Id;
    });

    private Task<int> CountAsync(TestCompany company) => service.Api.InDatabaseAsync<CompanyDb, int>(
        db => Task.FromResult(db.MachineClients.Count(c => c.CompanyId == Guid.Parse(company.Id))));
}
