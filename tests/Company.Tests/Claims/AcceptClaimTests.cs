using SaasPlatform.CompanyApi.Tests.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Claims;

public sealed class AcceptClaimTests(CompanyService service)
{
    [Fact]
    public async Task AcceptClaim_WithARoleOfAnotherCompanyMakesNobodyAMember()
    {
        await using var scene = await Scene.SetAsync(service);
        var (id, _) = await scene.ClaimAsync();
        var role = await service.RoleAsync(await service.CompanyAsync(), "Чужая", "members.invite");

        using var refused = await scene.Owner.PostJsonAsync($"{scene.Company.Path}/claims/{id}/accept", new { role = "member", roleIds = new[] { role.Text("id") } });

        Assert.Equal("400 application/problem+json validation_failed", await refused.ProblemAsync());
        Assert.Equal("roleIds", await refused.WrongFieldsAsync());
        Assert.Equal([scene.Company.Owner], (await service.RolesAsync(scene.Company.Id)).Keys);
    }
}
