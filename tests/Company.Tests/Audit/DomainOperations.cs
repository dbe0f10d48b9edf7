using SaasPlatform.Testing;

namespace SaasPlatform.CompanyApi.Tests.Audit;

/// <summary>The operations about domains and joining, for <see cref="EveryOperationTests"/>.</summary>
internal static class DomainOperations
{
    public static readonly Dictionary<string, Func<Scene, Task<string[]>>> All = new()
    {
        ["addDomain"] = async s =>
        {
            var (id, name) = await s.DomainAsync();
            return [$"domain.added domain {id} {s.ByOwner}; name:  > {name}; status:  > pending; joining:  > off;"];
        },
        ["verifyDomain"] = async s =>
        {
            var (id, _) = await s.VerifiedDomainAsync();
            return [$"domain.verified domain {id} {s.ByOwner}; status: pending > verified;"];
        },
        ["updateDomain"] = async s =>
        {
            var (id, _) = await s.DomainAsync();
            var role = (await s.Service.RoleAsync(s.Company, "Касса", "members.invite")).Text("id");
            await s.Owner.DoneAsync(c => c.PatchJsonAsync($"{s.Company.Path}/domains/{id}", new { joining = "automatic", roleId = role }, "\"1\""));
            return [$"domain.changed domain {id} {s.ByOwner}; joining: off > automatic; roleId:  > {role};"];
        },
        ["removeDomain"] = async s =>
        {
            var (id, name) = await s.DomainAsync();
            await s.Owner.DoneAsync(c => c.DeleteAsync($"{s.Company.Path}/domains/{id}", "\"1\""));
            return [$"domain.removed domain {id} {s.ByOwner}; name: {name} > ; status: pending > ; joining: off > ;"];
        },
        ["joinCompany"] = async s =>
        {
            await s.AskAsync("automatic");
            return [$"member.joined member {s.Stranger} {s.ByKnownStranger}; role:  > member;"];
        },
        ["withdrawJoinRequest"] = async s =>
        {
            var (id, domain, until) = await s.AskAsync("approval");
            using var stranger = s.Service.BrowserOf(s.Stranger);
            await stranger.DoneAsync(c => c.DeleteAsync(new Uri($"/v1/joinable-companies/{s.Company.Id}/request", UriKind.Relative)));
            return
            [
                $"join_request.made joinRequest {id} {s.ByKnownStranger}; accountId:  > {s.Stranger}; domainId:  > {domain}; expiresAt:  > {until};",
                $"join_request.withdrawn joinRequest {id} {s.ByKnownStranger}; accountId: {s.Stranger} > ; domainId: {domain} > ; expiresAt: {until} > ;",
            ];
        },
        ["acceptJoinRequest"] = async s =>
        {
            var (id, domain, until) = await s.AskAsync("approval");
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/join-requests/{id}/accept", ifMatch: null));
            return
            [
                $"join_request.accepted joinRequest {id} {s.ByOwner}; accountId: {s.Stranger} > ; domainId: {domain} > ; expiresAt: {until} > ;",
                $"member.joined member {s.Stranger} {s.ByOwner}; role:  > member;",
            ];
        },
        ["declineJoinRequest"] = async s =>
        {
            var (id, domain, until) = await s.AskAsync("approval");
            await s.Owner.DoneAsync(c => c.PostEmptyAsync($"{s.Company.Path}/join-requests/{id}/decline", ifMatch: null));
            return [$"join_request.declined joinRequest {id} {s.ByOwner}; accountId: {s.Stranger} > ; domainId: {domain} > ; expiresAt: {until} > ;"];
        },
    };
}
