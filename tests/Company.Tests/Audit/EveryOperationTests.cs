using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Tests.Invitations;
using SaasPlatform.CompanyApi.Tests.MachineClients;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>Every operation that changes something, and the entries that it leaves, whole.</summary>
public sealed class EveryOperationTests(CompanyService service)
{
    private static readonly Dictionary<string, Func<Scene, Task<string[]>>> Operations = new(DomainOperations.All)
    {
        ["createCompany"] = async s =>
        {
            var company = await s.Service.EntriesAsync(s.Company);
            Assert.Equal(2, company["items"]!.AsArray().Count);
            return
            [
                $"company.created company {s.Company.Id} by person {s.Company.Owner} ? through web from 203.0.113.7 with ?; kind:  > legalEntity; inn:  > {await s.InnAsync()}; fullName:  > Общество «Пример»; status:  > active; verification:  > unverified;",
                $"member.joined member {s.Company.Owner} by person {s.Company.Owner} ? through web from 203.0.113.7 with ?; role:  > owner;",
            ];
        },
        ["updateCompany"] = async s =>
        {
            await s.Owner.DoneAsync(c => c.PatchJsonAsync(s.Company.Path, new { shortName = "Пример", fullName = "Общество «Пример»" }, "\"1\""));
            return [$"company.changed company {s.Company.Id} {s.ByOwner}; shortName:  > Пример;"];
        },
        ["archiveCompany"] = async s =>
        {
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/archive", "\"1\""));
            return [$"company.archived company {s.Company.Id} {s.ByOwner}; status: active > archived;"];
        },
        ["restoreCompany"] = async s =>
        {
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/archive", "\"1\""));
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/restore", "\"2\""));
            return [$"company.restored company {s.Company.Id} {s.ByOwner}; status: archived > active;"];
        },
        ["createBranch"] = async s => [$"branch.created branch {await s.BranchAsync()} {s.ByOwner}; kpp:  > 540602001; name:  > Филиал;"],
        ["updateBranch"] = async s =>
        {
            var id = await s.BranchAsync();
            await s.Owner.DoneAsync(c => c.PatchJsonAsync($"{s.Company.Path}/branches/{id}", new { name = "Отделение", address = "Новосибирск" }, "\"1\""));
            return [$"branch.changed branch {id} {s.ByOwner}; name: Филиал > Отделение; address:  > Новосибирск;"];
        },
        ["deleteBranch"] = async s =>
        {
            var id = await s.BranchAsync();
            await s.Owner.DoneAsync(c => c.DeleteAsync($"{s.Company.Path}/branches/{id}", "\"1\""));
            return [$"branch.deleted branch {id} {s.ByOwner}; kpp: 540602001 > ; name: Филиал > ;"];
        },
        ["claimCompany"] = async s =>
        {
            var (id, until) = await s.ClaimAsync();
            return [$"claim.made claim {id} {s.ByStranger}; accountId:  > {s.Stranger}; expiresAt:  > {until};"];
        },
        ["withdrawClaim"] = async s =>
        {
            var (id, until) = await s.ClaimAsync();
            using var stranger = s.Service.BrowserOf(s.Stranger);
            await stranger.DoneAsync(c => c.DeleteAsync(new Uri($"/v1/company-claims/{id}", UriKind.Relative)));
            return [$"claim.withdrawn claim {id} {s.ByStranger}; accountId: {s.Stranger} > ; expiresAt: {until} > ;"];
        },
        ["acceptClaim"] = async s =>
        {
            var (id, until) = await s.ClaimAsync();
            await s.Owner.DoneAsync(c => c.PostJsonAsync($"{s.Company.Path}/claims/{id}/accept", new { role = "admin" }));
            return
            [
                $"claim.accepted claim {id} {s.ByOwner}; accountId: {s.Stranger} > ; expiresAt: {until} > ;",
                $"member.joined member {s.Stranger} {s.ByOwner}; role:  > admin;",
            ];
        },
        ["declineClaim"] = async s =>
        {
            var (id, until) = await s.ClaimAsync();
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/claims/{id}/decline", ifMatch: null));
            return [$"claim.declined claim {id} {s.ByOwner}; accountId: {s.Stranger} > ; expiresAt: {until} > ;"];
        },
        ["updateMember"] = async s =>
        {
            var role = (await s.Service.RoleAsync(s.Company, "Касса", "members.invite")).Text("id");
            await s.Owner.DoneAsync(c => c.PatchJsonAsync(s.Company.MemberPath(s.Member), new { role = "admin", roleIds = new[] { role } }, "\"1\""));
            return [$"member.changed member {s.Member} {s.ByOwner}; role: member > admin; roleIds:  > {role};"];
        },
        ["removeMember"] = async s =>
        {
            await s.Owner.DoneAsync(c => c.DeleteAsync(s.Company.MemberPath(s.Member), "\"1\""));
            return [$"member.removed member {s.Member} {s.ByOwner}; role: member > ;"];
        },
        ["createRole"] = async s =>
        {
            var made = await s.Owner.DoneAsync(c => c.PostJsonAsync($"{s.Company.Path}/roles", new { name = "Касса", permissions = new[] { "members.invite", "company.update" } }));
            return [$"role.created role {made.Text("id")} {s.ByOwner}; name:  > Касса; permissions:  > company.update,members.invite;"];
        },
        ["updateRole"] = async s =>
        {
            var id = (await s.Service.RoleAsync(s.Company, "Касса", "members.invite")).Text("id");
            await s.Owner.DoneAsync(c => c.PatchJsonAsync($"{s.Company.Path}/roles/{id}", new { description = "Считает", permissions = new[] { "company.update" } }, "\"1\""));
            return [$"role.changed role {id} {s.ByOwner}; description:  > Считает; permissions: members.invite > company.update;"];
        },
        ["deleteRole"] = async s =>
        {
            var id = (await s.Service.RoleAsync(s.Company, "Касса", "members.invite")).Text("id");
            await s.Owner.DoneAsync(c => c.DeleteAsync($"{s.Company.Path}/roles/{id}", "\"1\""));
            return [$"role.deleted role {id} {s.ByOwner}; name: Касса > ; permissions: members.invite > ;"];
        },
        ["createMachineClient"] = async s =>
        {
            var made = (await s.Service.MachineClientAsync(s.Company))["client"]!;
            return [$"machineClient.created machineClient {made.Text("clientId")} by person {s.Company.Owner} ? through web from {CallerAddress.Value} with ?; name:  > 1С; role:  > admin; secretCreatedAt:  > {made.Text("secretCreatedAt")};"];
        },
        ["updateMachineClient"] = async s =>
        {
            var made = (await s.Service.MachineClientAsync(s.Company))["client"]!;
            await s.Owner.DoneAsync(c => c.PatchJsonAsync($"{s.Company.MachineClientsPath()}/{made.Text("clientId")}", new { name = "SAP", role = "member" }, made.Text("eTag")));
            return [$"machineClient.changed machineClient {made.Text("clientId")} {s.ByOwner}; name: 1С > SAP; role: admin > member;"];
        },
        ["rotateMachineClientSecret"] = async s =>
        {
            var made = (await s.Service.MachineClientAsync(s.Company))["client"]!;
            var rotated = await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.MachineClientsPath()}/{made.Text("clientId")}/rotate-secret", ifMatch: null));
            return [$"machineClient.secretRotated machineClient {made.Text("clientId")} {s.ByOwner}; secretCreatedAt: {made.Text("secretCreatedAt")} > {rotated["client"]!.Text("secretCreatedAt")};"];
        },
        ["deleteMachineClient"] = async s =>
        {
            var made = (await s.Service.MachineClientAsync(s.Company))["client"]!;
            await s.Owner.DoneAsync(c => c.DeleteAsync($"{s.Company.MachineClientsPath()}/{made.Text("clientId")}", made.Text("eTag")!));
            return [$"machineClient.deleted machineClient {made.Text("clientId")} {s.ByOwner}; name: 1С > ; role: admin > ; secretCreatedAt: {made.Text("secretCreatedAt")} > ;"];
        },
        ["offerOwnership"] = async s =>
        {
            var offer = await s.OfferAsync();
            return [$"ownership.offered ownershipOffer {s.Company.Id} {s.ByOwner}; fromAccountId:  > {s.Company.Owner}; toAccountId:  > {s.Member}; expiresAt:  > {offer};"];
        },
        ["withdrawOwnershipOffer"] = async s =>
        {
            var offer = await s.OfferAsync();
            await s.Browser.DoneAsync(c => c.DeleteAsync(new Uri($"{s.Company.Path}/ownership-offer", UriKind.Relative)));
            return [$"ownership.declined ownershipOffer {s.Company.Id} {s.ByMember}; fromAccountId: {s.Company.Owner} > ; toAccountId: {s.Member} > ; expiresAt: {offer} > ;"];
        },
        ["acceptOwnership"] = async s =>
        {
            var offer = await s.OfferAsync();
            await s.Browser.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/ownership-offer/accept", ifMatch: null));
            return
            [
                $"member.changed member {s.Member} {s.ByMember}; role: member > owner;",
                $"member.changed member {s.Company.Owner} {s.ByMember}; role: owner > admin;",
                $"ownership.accepted ownershipOffer {s.Company.Id} {s.ByMember}; fromAccountId: {s.Company.Owner} > ; toAccountId: {s.Member} > ; expiresAt: {offer} > ;",
            ];
        },
        ["inviteMember"] = async s =>
        {
            var made = await s.Owner.DoneAsync(c => c.PostJsonAsync($"{s.Company.Path}/invitations", new { email = s.Email, role = "admin" }));
            return [$"invitation.sent invitation {made.Text("id")} {s.ByOwner}; role:  > admin; expiresAt:  > {made.Text("expiresAt")}; email:  > {s.Email};"];
        },
        ["importInvitations"] = async s =>
        {
            using var answer = await s.Owner.ImportAsync(s.Company, $"email,role\n{s.Email},admin\n");
            var made = (await answer.ReportAsync())[0];
            var listed = await s.Owner.DoneAsync(c => c.GetAsync(new Uri($"{s.Company.Path}/invitations", UriKind.Relative)));
            return
            [
                $"invitation.sent invitation {made.Text("invitationId")} {s.ByOwner}; role:  > admin; expiresAt:  > {listed["items"]![0]!.Text("expiresAt")}; email:  > {s.Email};",
            ];
        },
        ["resendInvitation"] = async s =>
        {
            var (id, before) = await s.InvitationAsync();
            var made = await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/invitations/{id}/resend", ifMatch: null));
            return [$"invitation.resent invitation {id} {s.ByOwner}; expiresAt: {before} > {made.Text("expiresAt")};"];
        },
        ["withdrawInvitation"] = async s =>
        {
            var (id, until) = await s.InvitationAsync();
            await s.Owner.DoneAsync(c => c.DeleteAsync(new Uri($"{s.Company.Path}/invitations/{id}", UriKind.Relative)));
            return [$"invitation.withdrawn invitation {id} {s.ByOwner}; role: member > ; expiresAt: {until} > ; email: {s.Email} > ;"];
        },
        ["declineInvitation"] = async s =>
        {
            var (id, until) = await s.InvitationAsync();
            await s.DoneWithKeyAsync(id, "decline");
            return [$"invitation.declined invitation {id} {s.ByStranger}; role: member > ; expiresAt: {until} > ; email: {s.Email} > ;"];
        },
        ["acceptInvitation"] = async s =>
        {
            var (id, until) = await s.InvitationAsync();
            await s.DoneWithKeyAsync(id, "accept");
            return
            [
                $"invitation.accepted invitation {id} {s.ByStranger}; role: member > ; expiresAt: {until} > ; email: {s.Email} > ;",
                $"member.joined member {s.Stranger} {s.ByStranger}; role:  > member;",
            ];
        },
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Operation_LeavesItsEntries(string operation)
    {
        await using var scene = await Scene.SetAsync(service, operation == "createCompany" ? [] : [MemberRole.Member]);

        var expected = await Operations[operation](scene);

        // The new owner has to be asked after a company changed hands.
        var seenBy = operation == "acceptOwnership" ? scene.Company with { Owner = scene.Member } : scene.Company;
        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), await service.NewestAsync(seenBy, expected.Length));
    }

    [Fact]
    public async Task DeleteCompany_LeavesAnEntryThatNobodyReadsThroughTheApi()
    {
        await using var scene = await Scene.SetAsync(service);
        await scene.Owner.DoneAsync(c => c.PostEmptyAsync($"{scene.Company.Path}/archive", "\"1\""));

        await scene.Owner.DoneAsync(c => c.DeleteAsync(scene.Company.Path, "\"2\""));

        using var entries = await scene.Owner.GetAsync(new Uri($"{scene.Company.Path}/audit-entries", UriKind.Relative));
        Assert.Equal("404 application/problem+json not_found", await entries.ProblemAsync());
        var tenant = Guid.Parse(scene.Company.Id);
        var stored = await service.Api.InDatabaseAsync<CompanyDb, AuditEntry>(
            db => db.Set<AuditEntry>().SingleAsync(e => e.TenantId == tenant && e.Action == "company.deleted"));
        Assert.Equal((scene.Company.Owner.ToString(), scene.Company.Id), (stored.ActorId, stored.TargetId));
    }

    [Fact]
    public async Task EveryChangingOperationOfTheDocument_IsHere()
    {
        using var client = service.Api.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        var changing = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => o.Key is not "get").Select(o => o.Value!.Text("operationId"));

        Assert.Equal(changing.Order(), Operations.Keys.Append("deleteCompany").Order());
    }
}
