using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>What tests of invitations do beside the API.</summary>
internal static class TestInvitations
{
    /// <summary>Invites, as a member.</summary>
    /// <returns>The invitation's id.</returns>
    public static async Task<string> InviteAsync(
        this CompanyService service, TestCompany company, Guid inviter, string email, MemberRole role = MemberRole.Member, params string[] roleIds)
    {
        using var client = service.SignedInAs(inviter);
        using var answer = await client.PostJsonAsync($"{company.Path}/invitations", new { email, role = role.ToString().ToLowerInvariant(), roleIds });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).Text("id")!;
    }

    /// <summary>The key that the mail carries; null where the invitation is gone.</summary>
    public static Task<string?> KeyOfAsync(this CompanyService service, string id) => service.Api.InDatabaseAsync<CompanyDb, string?>(
        db => db.Invitations.Where(i => i.Id == Guid.Parse(id)).Select(i => i.Key).SingleOrDefaultAsync());

    /// <summary>Changes the stored invitation, as time would.</summary>
    public static Task<int> InvitationAsync(this CompanyService service, string id, Action<UpdateSettersBuilder<Invitation>> change) =>
        service.Api.InDatabaseAsync<CompanyDb, int>(db => db.Invitations.Where(i => i.Id == Guid.Parse(id)).ExecuteUpdateAsync(change));
}
