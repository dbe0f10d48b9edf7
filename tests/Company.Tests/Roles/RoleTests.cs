using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Roles;

public sealed class RoleTests(CompanyService service)
{
    [Fact]
    public async Task Role_IsDefinedListedChangedAndDeleted()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var created = await owner.PostJsonAsync($"{company.Path}/roles", new { name = " Касса ", description = "Для касс", permissions = new[] { "members.read", "company.update" } });
        var role = await created.JsonAsync();
        Assert.Equal((HttpStatusCode.Created, "\"1\"", $"{company.Path}/roles/{role.Text("id")}"), (created.StatusCode, created.ETag(), created.Headers.Location!.ToString()));
        Assert.Equal(("Касса", "Для касс", """["company.update","members.read"]"""), (role.Text("name"), role.Text("description"), role["permissions"]!.ToJsonString()));

        using var changed = await owner.PatchJsonAsync($"{company.Path}/roles/{role.Text("id")}", """{"description":null,"permissions":["roles.manage"]}""", "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.ETag()));
        var listed = System.Text.Json.Nodes.JsonNode.Parse(await owner.GetStringAsync($"{company.Path}/roles"))!["items"]!.AsArray();
        Assert.Equal(("Касса", null, """["roles.manage"]"""), (listed[0]!.Text("name"), listed[0]!.Text("description"), listed[0]!["permissions"]!.ToJsonString()));

        using var deleted = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"2\"");
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
    }

    [Theory]
    [InlineData("""{"permissions":[]}""", "name")]
    [InlineData("""{"name":" ","permissions":[]}""", "name")]
    [InlineData("""{"name":"A","permissions":["company.archive"]}""", "permissions")]
    [InlineData("""{"name":"A","permissions":["nonsense"]}""", "permissions")]
    [InlineData("""{"name":"A","permissions":[null]}""", "permissions")]
    public async Task WrongFields_AreNamed(string body, string fields)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/roles", body);

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
    }

    [Fact]
    public async Task Name_IsTakenOnceInACompany()
    {
        var company = await service.CompanyAsync();
        await service.RoleAsync(company, "Касса");
        var second = await service.RoleAsync(company, "Склад");
        await service.RoleAsync(await service.CompanyAsync(), "Касса");
        using var owner = service.SignedInAs(company.Owner);

        var created = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => owner.PostJsonAsync($"{company.Path}/roles", new { name = "Новая", permissions = Array.Empty<string>() })));
        using var renamed = await owner.PatchJsonAsync($"{company.Path}/roles/{second.Text("id")}", new { name = "Касса" }, "\"1\"");

        Assert.Single(created, r => r.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, created.Count(r => r.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal("409 application/problem+json role_name_taken", await renamed.ProblemAsync());
    }

    [Fact]
    public async Task Nobody_DefinesOrChangesARoleBeyondTheirOwn()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        var maker = await service.RoleAsync(company, "Роли", "roles.manage");
        var strong = await service.RoleAsync(company, "Сильная", "company.update");
        using var owner = service.SignedInAs(company.Owner);
        using var made = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { roleIds = new[] { maker.Text("id") } }, "\"1\"");
        using var client = service.SignedInAs(company.Others[0]);

        using var created = await client.PostJsonAsync($"{company.Path}/roles", new { name = "Моя", permissions = new[] { "company.update" } });
        using var grown = await client.PatchJsonAsync($"{company.Path}/roles/{maker.Text("id")}", new { permissions = new[] { "roles.manage", "members.manage" } }, "\"1\"");
        using var shrunk = await client.PatchJsonAsync($"{company.Path}/roles/{strong.Text("id")}", new { permissions = Array.Empty<string>() }, "\"1\"");
        using var deleted = await client.DeleteAsync($"{company.Path}/roles/{strong.Text("id")}", "\"1\"");
        using var within = await client.PostJsonAsync($"{company.Path}/roles", new { name = "Можно", permissions = new[] { "roles.manage", "members.read" } });

        foreach (var refused in new[] { created, grown, shrunk, deleted })
            Assert.Equal("403 application/problem+json beyond_own_permissions", await refused.ProblemAsync());
        Assert.Equal(HttpStatusCode.Created, within.StatusCode);
    }

    [Fact]
    public async Task RoleThatSomebodyHas_Stays()
    {
        var company = await service.CompanyAsync();
        var role = await service.RoleAsync(company, "Касса");
        var member = await service.JoinAsync(company.Id, MemberRole.Member, role.Text("id")!);
        using var owner = service.SignedInAs(company.Owner);

        using var refused = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"1\"");
        using var removed = await owner.DeleteAsync(company.MemberPath(member), "\"1\"");
        using var deleted = await owner.DeleteAsync($"{company.Path}/roles/{role.Text("id")}", "\"1\"");

        Assert.Equal("409 application/problem+json role_in_use", await refused.ProblemAsync());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (removed.StatusCode, deleted.StatusCode));
    }

    [Fact]
    public async Task Company_DefinesSoManyAndNoMore()
    {
        var company = await service.CompanyAsync();
        for (var i = 0; i < Role.PerCompany; i++)
            await service.RoleAsync(company, $"Роль {i}");
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PostJsonAsync($"{company.Path}/roles", new { name = "Ещё", permissions = Array.Empty<string>() });

        Assert.Equal("409 application/problem+json too_many_roles", await response.ProblemAsync());
    }

    [Fact]
    public async Task RoleOfAnotherCompany_IsNotHere()
    {
        var foreign = await service.RoleAsync(await service.CompanyAsync(), "Чужая");
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PatchJsonAsync($"{company.Path}/roles/{foreign.Text("id")}", new { name = "Моя" }, "\"1\"");

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
