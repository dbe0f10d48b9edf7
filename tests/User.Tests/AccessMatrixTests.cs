using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.UserApi.Tests;

/// <summary>Every operation against every kind of caller whose token is good, as <c>access-matrix.tsv</c> says.</summary>
public sealed class AccessMatrixTests(UserService service)
{
    public static TheoryData<string, string, int> Cells => [.. AccessMatrix.Cells];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Operation_AnswersTheCallerAsTheTableSays(string operation, string caller, int status)
    {
        var (id, person) = service.SomebodyNew();
        using var known = await person.GetAsync(new Uri("/v1/users/me", UriKind.Relative));
        using var client = caller switch
        {
            "person" => person,
            "organizationToken" => service.Api.WithToken(service.Api.Issuer.Sign(
                new(id.ToString(), service.Api.Audience, UserService.ReadAndWrite) { OrganizationId = Guid.CreateVersion7().ToString() })),
            "client" => service.Api.AsClient("crm", UserService.ReadAndWrite),
            _ => throw new InvalidOperationException(caller),
        };

        using var response = operation switch
        {
            "getCurrentUser" => await client.GetAsync(new Uri("/v1/users/me", UriKind.Relative)),
            "updateCurrentUser" => await client.PatchJsonAsync("/v1/users/me", new { jobTitle = "Бухгалтер" }, known.ETag()),
            "getPreferences" => await client.GetAsync(new Uri("/v1/users/me/preferences", UriKind.Relative)),
            "updatePreferences" => await client.PatchJsonAsync("/v1/users/me/preferences", new { theme = "dark" }, "\"0\""),
            _ => throw new InvalidOperationException($"How {operation} is called is not written down here."),
        };

        Assert.Equal(status, (int)response.StatusCode);
        if (operation.EndsWith("CurrentUser", StringComparison.Ordinal) && response.IsSuccessStatusCode)
            Assert.Equal(id.ToString(), (await response.JsonAsync()).Text("id"));
        if (operation == "updatePreferences")
            Assert.Equal(response.IsSuccessStatusCode, await service.StoredPreferencesAsync(id) is not null);
    }

    [Fact]
    public async Task Matrix_HasEveryOperationOfTheDocument() =>
        Assert.Equal(await AccessMatrix.DocumentedAsync(service.Api), AccessMatrix.Operations);
}
