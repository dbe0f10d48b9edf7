using System.Text.Json.Nodes;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>A company with its owner and a member, and somebody who is invited; all with browsers.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private Scene(CompanyService service, TestCompany company)
    {
        (Service, Company) = (service, company);
        (Owner, Browser) = (service.BrowserOf(company.Owner), service.BrowserOf(Member));
    }

    public CompanyService Service { get; }

    public TestCompany Company { get; }

    public Guid Member => Company.Others.Count > 0 ? Company.Others[0] : Guid.Empty;

    public Guid Stranger { get; } = Guid.CreateVersion7();

    public string Email { get; } = $"{Guid.NewGuid():N}@example.com";

    public HttpClient Owner { get; }

    /// <summary>The member's.</summary>
    public HttpClient Browser { get; }

    public string ByOwner => By(Company.Owner);

    public string ByMember => By(Member);

    public string ByStranger => By(Stranger);

    /// <summary>Once identity has announced the stranger.</summary>
    public string ByKnownStranger => ByStranger.Replace(" ? ", " Анна ", StringComparison.Ordinal);

    public static async Task<Scene> SetAsync(CompanyService service, params MemberRole[] others) => new(service, await service.CompanyAsync(others));

    public async Task<string> InnAsync() => (await Service.StoredAsync(Company.Id))!.Inn!;

    /// <summary>Offers the company to the member.</summary>
    /// <returns>Until when the offer is good.</returns>
    public async Task<string> OfferAsync() =>
        (await Owner.DoneAsync(c => c.SendJsonAsync(HttpMethod.Put, $"{Company.Path}/ownership-offer", new { accountId = Member }))).Text("expiresAt")!;

    /// <summary>Invites, an hour ago.</summary>
    public async Task<(string Id, string Until)> InvitationAsync()
    {
        var made = await Owner.DoneAsync(c => c.PostJsonAsync($"{Company.Path}/invitations", new { email = Email, role = "member" }));
        await Service.InvitationAsync(made.Text("id")!, set => set.SetProperty(i => i.SentAt, DateTimeOffset.UtcNow.AddHours(-1)));
        return (made.Text("id")!, made.Text("expiresAt")!);
    }

    /// <returns>The new branch.</returns>
    public async Task<string> BranchAsync() =>
        (await Owner.DoneAsync(c => c.PostJsonAsync($"{Company.Path}/branches", new { kpp = "540602001", name = "Филиал" }))).Text("id")!;

    /// <summary>The stranger claims the company.</summary>
    public async Task<(string Id, string Until)> ClaimAsync()
    {
        using var stranger = Service.BrowserOf(Stranger);
        var inn = await InnAsync();
        var made = await stranger.DoneAsync(c => c.PostJsonAsync("/v1/company-claims", new { inn }));
        return (made.Text("id")!, made.Text("expiresAt")!);
    }

    /// <summary>Adds a domain.</summary>
    public async Task<(string Id, string Name)> DomainAsync()
    {
        var made = await Owner.DoneAsync(c => c.PostJsonAsync($"{Company.Path}/domains", new { name = TestDomains.NewName() }));
        Service.Dns.Publish(made["record"]!.Text("name")!, made["record"]!.Text("value")!);
        return (made.Text("id")!, made.Text("name")!);
    }

    public async Task<(string Id, string Name)> VerifiedDomainAsync()
    {
        var domain = await DomainAsync();
        await Owner.DoneAsync(c => c.PostEmptyAsync($"{Company.Path}/domains/{domain.Id}/verify", ifMatch: null));
        return domain;
    }

    /// <summary>The stranger asks to join by a domain, or joins.</summary>
    public async Task<(string? Id, string Domain, string? Until)> AskAsync(string joining)
    {
        var (domain, name) = await VerifiedDomainAsync();
        await Owner.DoneAsync(c => c.PatchJsonAsync($"{Company.Path}/domains/{domain}", new { joining }, "\"2\""));
        await Service.AnnounceAsync("account.registered", Stranger, 1, "Анна", email: $"anna@{name}");
        using var stranger = Service.BrowserOf(Stranger);
        await stranger.DoneAsync(c => c.JoinAsync(Company));
        var request = (await Owner.ItemsAsync($"{Company.Path}/join-requests")).SingleOrDefault();
        return (request?.Text("id"), domain, request?.Text("expiresAt"));
    }

    /// <summary>Answers an invitation as somebody who has its mail.</summary>
    public async Task DoneWithKeyAsync(string invitation, string answer)
    {
        using var invited = Service.BrowserOf(Stranger);
        invited.DefaultRequestHeaders.Add("Invitation-Key", await Service.KeyOfAsync(invitation));
        await invited.DoneAsync(c => c.PostEmptyAsync($"/v1/invitations/{invitation}/{answer}", ifMatch: null));
    }

    public ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Browser.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string By(Guid account) => $"by person {account} ? through web from {CallerAddress.Value} with Tests/1.0";
}

internal static class DoneRequests
{
    /// <summary>A request that succeeds.</summary>
    /// <returns>Its answer; empty where it has none.</returns>
    public static async Task<JsonObject> DoneAsync(this HttpClient client, Func<HttpClient, Task<HttpResponseMessage>> request)
    {
        using var answer = await request(client);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.StatusCode == System.Net.HttpStatusCode.NoContent ? [] : await answer.JsonAsync();
    }
}
