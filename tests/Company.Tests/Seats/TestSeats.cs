using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Tests.Audit;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Seats;

/// <summary>What tests of seats do.</summary>
internal static class TestSeats
{
    public const string Refusal = "409 application/problem+json seats_taken";

    /// <summary>Sets the limit, as the operator does.</summary>
    public static async Task LimitAsync(this CompanyService service, TestCompany company, int? seats)
    {
        var (exitCode, output) = await service.CommandAsync("companies", "seats", company.Id, seats?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>The limit and what is taken: <c>3: 1 + 1</c>.</summary>
    public static async Task<string> SeatsAsync(this CompanyService service, TestCompany company)
    {
        using var owner = service.SignedInAs(company.Owner);
        JsonObject seats = await owner.DoneAsync(c => c.GetAsync(new Uri($"{company.Path}/seats", UriKind.Relative)));
        Assert.Equal(["limit", "taken", "members", "invited"], seats.Select(m => m.Key));
        Assert.Equal((int)seats["taken"]!, (int)seats["members"]! + (int)seats["invited"]!);
        return $"{seats["limit"]?.ToJsonString() ?? "unlimited"}: {seats["members"]} + {seats["invited"]}";
    }
}
