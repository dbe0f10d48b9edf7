using System.Diagnostics;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>How often an operation asks the database. A figure that grows is a cost that somebody has to want.</summary>
public sealed class StatementTests(CompanyService service)
{
    /// <summary>SQLite sends what is stored together one by one.</summary>
    [Theory]
    [InlineData("getCompany", 1)]
    [InlineData("listCompanies", 1)]
    [InlineData("searchCompanies", 2, 1)]
    [InlineData("listMembers", 2)]
    [InlineData("getMember", 3)]
    [InlineData("listRoles", 2)]
    [InlineData("listBranches", 2)]
    [InlineData("listInvitations", 2)]
    [InlineData("getSeats", 3)]
    [InlineData("createCompany", 6, 3)]
    [InlineData("updateCompany", 4, 3)]
    public async Task Operation_AsksTheDatabaseThisOften(string operation, int onSqlite, int? onPostgres = null)
    {
        var company = await service.CompanyAsync(MemberRole.Member, MemberRole.Member, MemberRole.Admin);
        using var client = service.SignedInAs(company.Owner);
        var trace = ActivityTraceId.CreateRandom();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await CallAsync(client, operation, company);

        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        var asked = service.Statements.Of(trace);
        Assert.True(asked.Count == (TestDatabase.IsPostgres ? onPostgres ?? onSqlite : onSqlite), $"{asked.Count} statements:\n{string.Join("\n\n", asked)}");
    }

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string operation, TestCompany company) => operation switch
    {
        "getCompany" => client.GetAsync(new Uri(company.Path, UriKind.Relative)),
        "listCompanies" => client.GetAsync(new Uri("/v1/companies", UriKind.Relative)),
        "searchCompanies" => client.GetAsync(new Uri("/v1/companies?q=пример", UriKind.Relative)),
        "listMembers" => client.GetAsync(new Uri($"{company.Path}/members", UriKind.Relative)),
        "getMember" => client.GetAsync(new Uri(company.MemberPath(company.Others[0]), UriKind.Relative)),
        "listRoles" => client.GetAsync(new Uri($"{company.Path}/roles", UriKind.Relative)),
        "listBranches" => client.GetAsync(new Uri($"{company.Path}/branches", UriKind.Relative)),
        "listInvitations" => client.GetAsync(new Uri($"{company.Path}/invitations", UriKind.Relative)),
        "getSeats" => client.GetAsync(new Uri($"{company.Path}/seats", UriKind.Relative)),
        "createCompany" => client.PostJsonAsync("/v1/companies", CompanyService.Body()),
        "updateCompany" => client.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\""),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
    };
}
