using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Members;

public sealed class ListMembersTests(CompanyService service)
{
    [Fact]
    public async Task Members_ComeInPagesWithTheirRolesAndWhoTheyAre()
    {
        var company = await service.CompanyAsync(MemberRole.Admin, MemberRole.Member, MemberRole.Member);
        var role = await service.RoleAsync(company, "Склад", "roles.manage");
        var stocker = await service.JoinAsync(company.Id, MemberRole.Member, role.Text("id")!);
        await service.AnnounceAsync("account.registered", stocker, 1, "Анна Петрова");
        using var client = service.SignedInAs(company.Owner);

        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync($"{company.Path}/members?limit=2{cursor}"))!;
            foreach (var item in page["items"]!.AsArray().Select(i => i!))
            {
                seen.Add($"{item.Text("accountId")} {item.Text("role")} {string.Join(',', item["roles"]!.AsArray().Select(r => r!.Text("name")))} {item.Text("name")} {item.Text("email")} {item.Text("isYou")}");
            }

            cursor = page["nextCursor"]?.ToString() is { } next ? "&cursor=" + next : "";
        }
        while (cursor.Length > 0);

        string[] expected =
        [
            $"{company.Owner} owner    true",
            $"{company.Others[0]} admin    false",
            $"{company.Others[1]} member    false",
            $"{company.Others[2]} member    false",
            $"{stocker} member Склад Анна Петрова {stocker}@example.com false",
        ];
        Assert.Equal(expected.Order(), seen.Order());
    }

    [Fact]
    public async Task Member_OfAnotherCompanyIsNotHere()
    {
        var company = await service.CompanyAsync();
        var other = await service.CompanyAsync(MemberRole.Member);
        using var client = service.SignedInAs(company.Owner);

        using var response = await client.GetAsync(new Uri(company.MemberPath(other.Others[0]), UriKind.Relative));

        Assert.Equal("404 application/problem+json not_found", await response.ProblemAsync());
    }
}
