using System.Collections.Concurrent;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Domains;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.CompanyApi.Tests.MachineClients;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

/// <summary>
/// Every operation against every kind of caller whose token is good, as <c>access-matrix.tsv</c> says. Callers without a good token
/// are in <see cref="AccessTests"/>.
/// </summary>
public sealed class AccessMatrixTests(CompanyService service)
{
    public static TheoryData<string, string, int> Cells => [.. AccessMatrix.Cells];

    // What is refused, or only reads, changes nothing: those callers of an operation meet in one scene.
    private static readonly ConcurrentDictionary<string, Lazy<Task<Scene>>> Unchanged = new();

    // And those of another company, whatever they ask for, come from one.
    private static readonly ConcurrentDictionary<CompanyService, Lazy<Task<Other>>> Others = new();

    private static readonly string[] Reading = ["get", "list", "lookup", "export"];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Operation_AnswersTheCallerAsTheTableSays(string operation, string caller, int status)
    {
        // Whose client asks for the clients has made one.
        var changesNothing = status >= 400 || (operation != "listMachineClients" && Reading.Any(r => operation.StartsWith(r, StringComparison.Ordinal)));
        var scene = changesNothing
            ? Unchanged.GetOrAdd(operation, o => new(() => SetAsync(o, AnyOtherAsync))).Value
            : SetAsync(operation, caller.StartsWith("other", StringComparison.Ordinal) ? OtherAsync : null);
        var (company, other, subject, id) = await scene;

        using var client = caller switch
        {
            "stranger" => service.SomebodyNew(),
            "otherOwner" => service.SignedInAs(other!.Company.Owner),
            "member" => service.SignedInAs(company.Others[1]),
            "admin" => service.SignedInAs(company.Others[0]),
            "owner" => service.SignedInAs(company.Owner),
            "ownToken" => service.SignedInFor(company.Owner, company.Id),
            "otherToken" => service.SignedInFor(company.Owner, other!.Company.Id),
            "ownClient" => service.SignedInAsMachine((await service.MachineClientAsync(company)).ClientId(), company.Id),
            "weakClient" => service.SignedInAsMachine((await service.MachineClientAsync(company, "member")).ClientId(), company.Id),
            "otherClient" => service.SignedInAsMachine(other!.Client, other.Company.Id),
            "client" => service.Api.AsClient("acme", CompanyService.ReadAndWrite),
            _ => throw new InvalidOperationException(caller),
        };

        if (operation.EndsWith("Invitation", StringComparison.Ordinal))
            client.DefaultRequestHeaders.Add("Invitation-Key", await service.KeyOfAsync(id));

        using var response = await CallAsync(client, operation, company, subject, id);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 200 && operation is "getCompany" or "updateCompany" or "archiveCompany" && response.IsSuccessStatusCode)
            Assert.Equal(company.Id, (await response.JsonAsync()).Text("id"));
        if (operation == "listCompanies")
        {
            var seen = (await response.JsonAsync())["items"]!.AsArray().Select(i => i!.Text("id"));
            string[] expected = caller switch { "otherOwner" or "otherClient" => [other!.Company.Id], "member" or "admin" or "owner" or "ownToken" or "ownClient" or "weakClient" => [company.Id], _ => [] };
            Assert.Equal(expected, seen);
        }

        if (operation == "listMachineClients" && response.IsSuccessStatusCode)
            Assert.Equal(caller == "ownClient" ? ["1С"] : [], (await response.JsonAsync())["items"]!.AsArray().Select(i => i!.Text("name")));
        if (operation == "listMembers" && response.IsSuccessStatusCode)
            Assert.Equal(4, (await response.JsonAsync())["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Matrix_HasEveryOperationOfTheDocument() =>
        Assert.Equal(await AccessMatrix.DocumentedAsync(service.Api), AccessMatrix.Operations);

    /// <summary>A company with an admin and two members, and what the operation is about.</summary>
    private async Task<Scene> SetAsync(string operation, Func<Task<Other>>? other)
    {
        var company = await service.CompanyAsync(MemberRole.Admin, MemberRole.Member, MemberRole.Member);
        var subject = company.Others[2];
        return new(company, other is null ? null : await other(), subject, await SubjectAsync(operation, company, subject));
    }

    private Task<Other> AnyOtherAsync() => Others.GetOrAdd(service, _ => new(OtherAsync)).Value;

    private async Task<Other> OtherAsync()
    {
        var company = await service.CompanyAsync();
        return new(company, (await service.MachineClientAsync(company)).ClientId());
    }

    /// <summary>The id of what the operation is about, made for it.</summary>
    private async Task<string> SubjectAsync(string operation, TestCompany company, Guid subject)
    {
        using var owner = service.SignedInAs(company.Owner);
        switch (operation)
        {
            case "updateRole" or "deleteRole":
                return (await service.RoleAsync(company, "Склад")).Text("id")!;
            case "getOwnershipOffer" or "withdrawOwnershipOffer":
                using (await owner.SendJsonAsync(HttpMethod.Put, $"{company.Path}/ownership-offer", new { accountId = subject }))
                    break;
            case "acceptJoinRequest" or "declineJoinRequest":
                return (await service.JoinRequestAsync(await service.OpenDomainAsync(company, "approval"))).Id;
            case "claimCompany":
                return (await service.StoredAsync(company.Id))!.Inn!;
            case "getMachineClient" or "updateMachineClient" or "rotateMachineClientSecret" or "deleteMachineClient":
                return (await service.MachineClientAsync(company, "member")).ClientId();
            case var o when o.EndsWith("Branch", StringComparison.Ordinal):
                using (var created = await owner.PostJsonAsync($"{company.Path}/branches", new { kpp = "540602001", name = "Филиал" }))
                    return (await created.JsonAsync()).Text("id")!;
            case var o when o.EndsWith("Claim", StringComparison.Ordinal):
                using (var claimant = service.SomebodyNew())
                using (var claimed = await claimant.PostJsonAsync("/v1/company-claims", new { inn = (await service.StoredAsync(company.Id))!.Inn }))
                    return (await claimed.JsonAsync()).Text("id")!;
            case var o when o.EndsWith("Domain", StringComparison.Ordinal):
                return (await service.Api.DomainAsync(company)).Id;
            case var o when o.EndsWith("Invitation", StringComparison.Ordinal):
                var invitation = await service.InviteAsync(company, company.Owner, $"{Guid.NewGuid():N}@example.com");
                await service.InvitationAsync(invitation, set => set.SetProperty(i => i.SentAt, DateTimeOffset.UtcNow.AddHours(-1)));
                return invitation;
        }

        return Guid.NewGuid().ToString();
    }

    private sealed record Scene(TestCompany Company, Other? Other, Guid Subject, string SubjectId);

    /// <summary>A company that the operation is not about, and a machine client of it.</summary>
    private sealed record Other(TestCompany Company, string Client);

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string operation, TestCompany company, Guid subject, string id) => operation switch
    {
        "createCompany" => client.PostJsonAsync("/v1/companies", CompanyService.Body()),
        "listCompanies" => client.GetAsync(new Uri("/v1/companies", UriKind.Relative)),
        "getCompany" => client.GetAsync(new Uri(company.Path, UriKind.Relative)),
        "updateCompany" => client.PatchJsonAsync(company.Path, new { shortName = "Пример" }, "\"1\""),
        "archiveCompany" => client.PostEmptyAsync($"{company.Path}/archive", "\"1\""),
        "restoreCompany" => client.PostEmptyAsync($"{company.Path}/restore", "\"1\""),
        "deleteCompany" => client.DeleteAsync(company.Path, "\"1\""),
        "listBranches" => client.GetAsync(new Uri($"{company.Path}/branches", UriKind.Relative)),
        "getBranch" => client.GetAsync(new Uri($"{company.Path}/branches/{id}", UriKind.Relative)),
        "createBranch" => client.PostJsonAsync($"{company.Path}/branches", new { kpp = "770101001", name = "Филиал" }),
        "updateBranch" => client.PatchJsonAsync($"{company.Path}/branches/{id}", new { name = "Другой" }, "\"1\""),
        "deleteBranch" => client.DeleteAsync($"{company.Path}/branches/{id}", "\"1\""),
        "listMembers" => client.GetAsync(new Uri($"{company.Path}/members", UriKind.Relative)),
        "getMember" => client.GetAsync(new Uri(company.MemberPath(subject), UriKind.Relative)),
        "updateMember" => client.PatchJsonAsync(company.MemberPath(subject), new { role = "admin" }, "\"1\""),
        "removeMember" => client.DeleteAsync(company.MemberPath(subject), "\"1\""),
        "inviteMember" => client.PostJsonAsync($"{company.Path}/invitations", new { email = $"{Guid.NewGuid():N}@example.com", role = "member" }),
        "importInvitations" => client.ImportAsync(company, $"email,role\n{Guid.NewGuid():N}@example.com,member\n"),
        "listInvitations" => client.GetAsync(new Uri($"{company.Path}/invitations", UriKind.Relative)),
        "getSeats" => client.GetAsync(new Uri($"{company.Path}/seats", UriKind.Relative)),
        "resendInvitation" => client.PostEmptyAsync($"{company.Path}/invitations/{id}/resend", ifMatch: null),
        "withdrawInvitation" => client.DeleteAsync(new Uri($"{company.Path}/invitations/{id}", UriKind.Relative)),
        "listReceivedInvitations" => client.GetAsync(new Uri("/v1/invitations", UriKind.Relative)),
        "getReceivedInvitation" => client.GetAsync(new Uri($"/v1/invitations/{id}", UriKind.Relative)),
        "acceptInvitation" => client.PostEmptyAsync($"/v1/invitations/{id}/accept", ifMatch: null),
        "declineInvitation" => client.PostEmptyAsync($"/v1/invitations/{id}/decline", ifMatch: null),
        "listRoles" => client.GetAsync(new Uri($"{company.Path}/roles", UriKind.Relative)),
        "createRole" => client.PostJsonAsync($"{company.Path}/roles", new { name = "Касса", permissions = new[] { "company.update" } }),
        "updateRole" => client.PatchJsonAsync($"{company.Path}/roles/{id}", new { name = "Другая" }, "\"1\""),
        "deleteRole" => client.DeleteAsync($"{company.Path}/roles/{id}", "\"1\""),
        "listMachineClients" => client.GetAsync(new Uri(company.MachineClientsPath(), UriKind.Relative)),
        "getMachineClient" => client.GetAsync(new Uri($"{company.MachineClientsPath()}/{id}", UriKind.Relative)),
        "createMachineClient" => client.PostJsonAsync(company.MachineClientsPath(), new { name = "1С", role = "member" }),
        "updateMachineClient" => client.PatchJsonAsync($"{company.MachineClientsPath()}/{id}", new { name = "SAP" }, "\"2\""),
        "rotateMachineClientSecret" => client.PostEmptyAsync($"{company.MachineClientsPath()}/{id}/rotate-secret", ifMatch: null),
        "deleteMachineClient" => client.DeleteAsync($"{company.MachineClientsPath()}/{id}", "\"2\""),
        "getOwnershipOffer" => client.GetAsync(new Uri($"{company.Path}/ownership-offer", UriKind.Relative)),
        "offerOwnership" => client.SendJsonAsync(HttpMethod.Put, $"{company.Path}/ownership-offer", new { accountId = subject }),
        "acceptOwnership" => client.PostEmptyAsync($"{company.Path}/ownership-offer/accept", ifMatch: null),
        "withdrawOwnershipOffer" => client.DeleteAsync(new Uri($"{company.Path}/ownership-offer", UriKind.Relative)),
        "claimCompany" => client.PostJsonAsync("/v1/company-claims", new { inn = id }),
        "listOwnClaims" => client.GetAsync(new Uri("/v1/company-claims", UriKind.Relative)),
        "withdrawClaim" => client.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative)),
        "listClaims" => client.GetAsync(new Uri($"{company.Path}/claims", UriKind.Relative)),
        "acceptClaim" => client.PostJsonAsync($"{company.Path}/claims/{id}/accept", new { role = "member" }),
        "declineClaim" => client.PostEmptyAsync($"{company.Path}/claims/{id}/decline", ifMatch: null),
        "listDomains" => client.GetAsync(new Uri($"{company.Path}/domains", UriKind.Relative)),
        "getDomain" => client.GetAsync(new Uri($"{company.Path}/domains/{id}", UriKind.Relative)),
        "addDomain" => client.PostJsonAsync($"{company.Path}/domains", new { name = TestDomains.NewName() }),
        "verifyDomain" => client.PostEmptyAsync($"{company.Path}/domains/{id}/verify", ifMatch: null),
        "updateDomain" => client.PatchJsonAsync($"{company.Path}/domains/{id}", new { joining = "approval" }, "\"1\""),
        "removeDomain" => client.DeleteAsync($"{company.Path}/domains/{id}", "\"1\""),
        "listJoinableCompanies" => client.GetAsync(new Uri("/v1/joinable-companies", UriKind.Relative)),
        "joinCompany" => client.JoinAsync(company),
        "withdrawJoinRequest" => client.DeleteAsync(new Uri($"/v1/joinable-companies/{company.Id}/request", UriKind.Relative)),
        "listJoinRequests" => client.GetAsync(new Uri($"{company.Path}/join-requests", UriKind.Relative)),
        "acceptJoinRequest" => client.PostEmptyAsync($"{company.Path}/join-requests/{id}/accept", ifMatch: null),
        "declineJoinRequest" => client.PostEmptyAsync($"{company.Path}/join-requests/{id}/decline", ifMatch: null),
        "listAuditEntries" => client.GetAsync(new Uri($"{company.Path}/audit-entries", UriKind.Relative)),
        "exportAuditEntries" => client.GetAsync(new Uri($"{company.Path}/audit-entries/export", UriKind.Relative)),
        "listPermissions" => client.GetAsync(new Uri("/v1/permissions", UriKind.Relative)),
        "lookupCompany" => client.GetAsync(new Uri("/v1/registry/companies/7707083893", UriKind.Relative)),
        _ => throw new InvalidOperationException($"How {operation} is called is not written down here."),
    };
}
