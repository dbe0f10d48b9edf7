using System.Net;
using System.Text.Json.Nodes;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Domains;

/// <summary>A domain of a test.</summary>
public sealed record TestDomain(TestCompany Company, JsonObject Body)
{
    public string Id => Body.Text("id")!;

    public string Name => Body.Text("name")!;

    public string RecordName => Body["record"]!.Text("name")!;

    public string RecordValue => Body["record"]!.Text("value")!;

    public string Path => $"{Company.Path}/domains/{Id}";
}

internal static class TestDomains
{
    /// <summary>A domain that no other test has.</summary>
    public static string NewName() => $"d{Guid.NewGuid():N}.example.com";

    /// <summary>Adds a domain, by the owner.</summary>
    public static async Task<TestDomain> DomainAsync(this TestService api, TestCompany company, string? name = null)
    {
        using var owner = api.SignedInAs(company.Owner, CompanyService.ReadAndWrite);
        using var added = await owner.PostJsonAsync($"{company.Path}/domains", new { name = name ?? NewName() });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        return new(company, await added.JsonAsync());
    }

    public static async Task<JsonObject> VerifyAsync(this TestService api, TestDomain domain)
    {
        using var owner = api.SignedInAs(domain.Company.Owner, CompanyService.ReadAndWrite);
        using var verified = await owner.PostEmptyAsync($"{domain.Path}/verify", ifMatch: null);
        Assert.Equal(HttpStatusCode.OK, verified.StatusCode);
        return await verified.JsonAsync();
    }

    /// <summary>Adds a domain and proves it.</summary>
    public static async Task<TestDomain> VerifiedDomainAsync(this TestService api, StandInDns dns, TestCompany company, string? name = null)
    {
        var domain = await api.DomainAsync(company, name);
        dns.Publish(domain.RecordName, domain.RecordValue);
        Assert.Equal("verified", (await api.VerifyAsync(domain)).Text("status"));
        return domain;
    }

    /// <summary>A verified domain by which people join.</summary>
    public static async Task<TestDomain> OpenDomainAsync(this CompanyService service, TestCompany company, string joining, string? roleId = null)
    {
        var domain = await service.Api.VerifiedDomainAsync(service.Dns, company);
        await service.JoiningAsync(domain, joining, roleId);
        return domain;
    }

    /// <summary>Changes who may join by a domain, by the owner.</summary>
    public static async Task JoiningAsync(this CompanyService service, TestDomain domain, string joining, string? roleId = null)
    {
        using var owner = service.SignedInAs(domain.Company.Owner);
        using var got = await owner.GetAsync(new Uri(domain.Path, UriKind.Relative));
        using var changed = await owner.PatchJsonAsync(domain.Path, new { joining, roleId }, got.ETag());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    /// <summary>A new person with an address in a domain, as identity announces it.</summary>
    public static async Task<Guid> PersonAtAsync(this CompanyService service, string domain, bool isVerified = true)
    {
        var account = Guid.CreateVersion7();
        Assert.Equal(HttpStatusCode.NoContent, await service.AnnounceAsync("account.registered", account, 1, "Анна", email: $"{account:N}@{domain}", emailVerified: isVerified));
        return account;
    }

    /// <summary>Somebody new asks to join.</summary>
    /// <returns>The request, and whose it is.</returns>
    public static async Task<(string Id, Guid Account)> JoinRequestAsync(this CompanyService service, TestDomain domain)
    {
        var account = await service.PersonAtAsync(domain.Name);
        using var person = service.SignedInAs(account);
        using var asked = await person.JoinAsync(domain.Company);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var owner = service.SignedInAs(domain.Company.Owner);
        return ((await owner.ItemsAsync($"{domain.Company.Path}/join-requests")).Single(r => r!.Text("accountId") == account.ToString())!.Text("id")!, account);
    }

    public static Task<HttpResponseMessage> JoinAsync(this HttpClient person, TestCompany company) =>
        person.PostEmptyAsync($"/v1/joinable-companies/{company.Id}/join", ifMatch: null);

    public static async Task<JsonArray> ItemsAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.JsonAsync())["items"]!.AsArray();
    }
}
