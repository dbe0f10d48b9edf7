using System.Net;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Members;

public sealed class ChangeMemberTests(CompanyService service)
{
    [Fact]
    public async Task Member_GetsARoleAndRolesOfTheCompany_AndTheirPermissions()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        var role = await service.RoleAsync(company, "Бухгалтер", "company.update", "company.update");
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { roleIds = new[] { role.Text("id") } }, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (response.StatusCode, response.ETag()));
        var body = await response.JsonAsync();
        Assert.Equal(("member", "\"2\"", "false"), (body.Text("role"), body.Text("eTag"), body.Text("isYou")));
        Assert.Equal("""["company.update","members.read"]""", body["permissions"]!.ToJsonString());
        Assert.Equal("Бухгалтер", body["roles"]![0]!.Text("name"));
        // What the role allows holds at once.
        using var member = service.SignedInAs(company.Others[0]);
        using var changed = await member.PatchJsonAsync(company.Path, new { shortName = "Другое" }, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task ChangeThatChangesNothing_KeepsTheVersion()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "member", roleIds = Array.Empty<string>() }, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (response.StatusCode, response.ETag()));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("owner")]
    public async Task Nobody_GrantsMoreThanTheyHave(string role)
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Member);
        var manager = await service.RoleAsync(company, "Кадры", "members.manage");
        using var owner = service.SignedInAs(company.Owner);
        using var made = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { roleIds = new[] { manager.Text("id") } }, "\"1\"");
        using var client = service.SignedInAs(company.Others[0]);

        using var other = await client.PatchJsonAsync(company.MemberPath(company.Others[1]), new { role }, "\"1\"");
        using var self = await client.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role }, "\"2\"");

        Assert.Equal("403 application/problem+json beyond_own_permissions", await other.ProblemAsync());
        Assert.Equal("403 application/problem+json beyond_own_permissions", await self.ProblemAsync());
        Assert.Equal((MemberRole.Member, MemberRole.Member), ((await service.RolesAsync(company.Id))[company.Others[0]], (await service.RolesAsync(company.Id))[company.Others[1]]));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Admin_TakesNothingFromAnOwner(string method)
    {
        var company = await service.CompanyAsync(MemberRole.Admin, MemberRole.Owner);
        using var admin = service.SignedInAs(company.Others[0]);
        var path = company.MemberPath(company.Others[1]);

        using var response = method == "PATCH" ? await admin.PatchJsonAsync(path, new { role = "member" }, "\"1\"") : await admin.DeleteAsync(path, "\"1\"");

        Assert.Equal("403 application/problem+json beyond_own_permissions", await response.ProblemAsync());
        Assert.Equal(MemberRole.Owner, (await service.RolesAsync(company.Id))[company.Others[1]]);
    }

    [Fact]
    public async Task LastOwner_NeitherLeavesNorStepsDown()
    {
        var company = await service.CompanyAsync(MemberRole.Admin);
        using var owner = service.SignedInAs(company.Owner);

        using var leaving = await owner.DeleteAsync(company.MemberPath(company.Owner), "\"1\"");
        using var down = await owner.PatchJsonAsync(company.MemberPath(company.Owner), new { role = "member" }, "\"1\"");

        Assert.Equal("409 application/problem+json last_owner", await leaving.ProblemAsync());
        Assert.Equal("409 application/problem+json last_owner", await down.ProblemAsync());
        Assert.Equal(MemberRole.Owner, (await service.RolesAsync(company.Id))[company.Owner]);
    }

    [Fact]
    public async Task Member_LeavesWithoutAnyPermission_AndFindsNothingAfterwards()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var member = service.SignedInAs(company.Others[0]);

        using var left = await member.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\"");
        using var after = await member.GetAsync(new Uri(company.Path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (left.StatusCode, after.StatusCode));
        Assert.DoesNotContain(company.Others[0], (await service.RolesAsync(company.Id)).Keys);
    }

    [Theory]
    [InlineData("""{"role":null}""", "role")]
    [InlineData("""{"role":"king"}""", "role")]
    [InlineData("""{"roleIds":null}""", "roleIds")]
    [InlineData("""{"roleIds":["0199d3f0-0000-7000-8000-000000000000"]}""", "roleIds")]
    [InlineData("""{"accountId":"0199d3f0-0000-7000-8000-000000000000"}""", "accountId")]
    public async Task WrongFields_AreNamedAndNothingChanges(string patch, string fields)
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), patch, "\"1\"");

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
        Assert.Equal(fields, await response.WrongFieldsAsync());
    }

    [Fact]
    public async Task RoleOfAnotherCompany_CannotBeGiven()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        var foreign = await service.RoleAsync(await service.CompanyAsync(), "Чужая", "company.update");
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { roleIds = new[] { foreign.Text("id") } }, "\"1\"");

        Assert.Equal("400 application/problem+json validation_failed", await response.ProblemAsync());
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"7\"", "412 application/problem+json precondition_failed")]
    public async Task WithoutTheCurrentVersion_NothingChanges(string? ifMatch, string problem)
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);

        using var change = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "admin" }, ifMatch);
        using var removal = await owner.DeleteAsync(company.MemberPath(company.Others[0]), ifMatch);

        Assert.Equal((problem, problem), (await change.ProblemAsync(), await removal.ProblemAsync()));
        Assert.Equal(MemberRole.Member, (await service.RolesAsync(company.Id))[company.Others[0]]);
    }

    [Fact]
    public async Task ArchivedCompany_KeepsItsMembersAsTheyAre()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var response = await owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "admin" }, "\"1\"");

        Assert.Equal("409 application/problem+json company_archived", await response.ProblemAsync());
    }

    [Fact]
    public async Task TwoOwners_WhoLeaveAtOnceOrRemoveEachOther_LeaveOneBehind()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync(MemberRole.Owner);
            using var first = service.SignedInAs(company.Owner);
            using var second = service.SignedInAs(company.Others[0]);

            var responses = await Task.WhenAll(
                first.DeleteAsync(company.MemberPath(company.Owner), "\"1\""),
                second.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\""),
                first.DeleteAsync(company.MemberPath(company.Others[0]), "\"1\""),
                second.DeleteAsync(company.MemberPath(company.Owner), "\"1\""));

            Assert.Single(responses, r => r.StatusCode == HttpStatusCode.NoContent);
            Assert.All(responses, r => Assert.Contains(r.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict }));
            Assert.Equal(MemberRole.Owner, Assert.Single(await service.RolesAsync(company.Id)).Value);
        }
    }

    [Fact]
    public async Task AdminWhoIsDemotedMeanwhile_GrantsNothingMore()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await service.CompanyAsync(MemberRole.Admin, MemberRole.Member);
            using var owner = service.SignedInAs(company.Owner);
            using var admin = service.SignedInAs(company.Others[0]);

            var responses = await Task.WhenAll(
                owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "member" }, "\"1\""),
                admin.PatchJsonAsync(company.MemberPath(company.Others[1]), new { role = "admin" }, "\"1\""));

            // Either order is right; what is not is a refusal that was stored, or a grant after the demotion was answered.
            Assert.Equal(HttpStatusCode.OK, responses[0].StatusCode);
            var roles = await service.RolesAsync(company.Id);
            Assert.Equal(MemberRole.Member, roles[company.Others[0]]);
            Assert.Equal(responses[1].StatusCode == HttpStatusCode.OK ? MemberRole.Admin : MemberRole.Member, roles[company.Others[1]]);
        }
    }

    [Fact]
    public async Task OfParallelEditsOfOneVersion_OneWins()
    {
        var company = await service.CompanyAsync(MemberRole.Member);
        using var owner = service.SignedInAs(company.Owner);

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => owner.PatchJsonAsync(company.MemberPath(company.Others[0]), new { role = "admin" }, "\"1\"")));

        Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, responses.Count(r => r.StatusCode == HttpStatusCode.PreconditionFailed));
    }
}
