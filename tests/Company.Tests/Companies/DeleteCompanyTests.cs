using System.Net;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Companies;

public sealed class DeleteCompanyTests(CompanyService service)
{
    [Fact]
    public async Task DeleteCompany_ArchivedCompanyGoesWithItsRolesInvitationsAndOwner()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        var role = await service.RoleAsync(company, "Склад", "members.invite");
        using var assigned = await owner.PatchJsonAsync(company.MemberPath(company.Owner), new { roleIds = new[] { role.Text("id") } }, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, assigned.StatusCode);
        var invitation = await service.InviteAsync(company, company.Owner, $"{Guid.NewGuid():N}@example.com");
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var response = await owner.DeleteAsync(company.Path, archived.ETag());
        using var again = await owner.DeleteAsync(company.Path, archived.ETag());

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("404 application/problem+json not_found", await again.ProblemAsync());
        Assert.Null(await service.StoredAsync(company.Id));
        Assert.Equal(0, await service.Api.InDatabaseAsync<CompanyDb, int>(async db =>
            await db.Members.CountAsync(m => m.CompanyId == Guid.Parse(company.Id)) + await db.Roles.CountAsync(r => r.CompanyId == Guid.Parse(company.Id))
            + await db.Invitations.CountAsync(i => i.Id == Guid.Parse(invitation))));
    }

    [Fact]
    public async Task DeleteCompany_OtherMembersHangOnIt()
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Owner);
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var response = await owner.DeleteAsync(company.Path, archived.ETag());

        Assert.Equal("409 application/problem+json company_in_use", await response.ProblemAsync());
        Assert.Equal("Other members: 2. Remove them first.", (await response.JsonAsync()).Text("detail"));
        Assert.NotNull(await service.StoredAsync(company.Id));

        foreach (var other in company.Others)
        {
            using var removed = await owner.DeleteAsync(company.MemberPath(other), "\"1\"");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        using var alone = await owner.DeleteAsync(company.Path, archived.ETag());
        Assert.Equal(HttpStatusCode.NoContent, alone.StatusCode);
    }

    [Fact]
    public async Task DeleteCompany_CompanyInUseIsRefused()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);

        using var response = await owner.DeleteAsync(company.Path, "\"1\"");

        Assert.Equal("409 application/problem+json company_not_archived", await response.ProblemAsync());
        Assert.NotNull(await service.StoredAsync(company.Id));
    }

    [Theory]
    [InlineData(null, "428 application/problem+json precondition_required")]
    [InlineData("\"1\"", "412 application/problem+json precondition_failed")]
    public async Task DeleteCompany_WithoutTheCurrentVersionNothingHappens(string? ifMatch, string problem)
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        using var response = await owner.DeleteAsync(company.Path, ifMatch);

        Assert.Equal(problem, await response.ProblemAsync());
        Assert.NotNull(await service.StoredAsync(company.Id));
    }

    [Fact]
    public async Task DeleteCompany_OfDeletionAndRestorationAtOnceOneHappens()
    {
        var company = await service.CompanyAsync();
        using var owner = service.SignedInAs(company.Owner);
        using var archived = await owner.PostEmptyAsync($"{company.Path}/archive", "\"1\"");

        var responses = await Task.WhenAll(
            owner.DeleteAsync(company.Path, archived.ETag()), owner.PostEmptyAsync($"{company.Path}/restore", archived.ETag()),
            owner.DeleteAsync(company.Path, archived.ETag()), owner.PostEmptyAsync($"{company.Path}/restore", archived.ETag()));

        Assert.Single(responses, r => r.IsSuccessStatusCode);
        Assert.Equal(responses.Any(r => r.StatusCode == HttpStatusCode.NoContent), await service.StoredAsync(company.Id) is null);
    }
}
