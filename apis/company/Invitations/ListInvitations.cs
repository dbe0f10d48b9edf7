using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class ListInvitations
{
    public static async Task<Results<Ok<Page<InvitationResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersInvite, out var refusal))
            return refusal;

        var invitations = db.Invitations.AsNoTracking().Where(i => i.CompanyId == companyId);
        var found = await page.ReadAsync(
            invitations, i => i.Id,
            i => new Row(i, i.Roles.ToList(), db.People.Where(p => p.AccountId == i.InvitedByAccountId).Select(p => p.Name).SingleOrDefault()), cancellationToken);
        return TypedResults.Ok(new Page<InvitationResponse>([.. found.Items.Select(r => InvitationResponse.From(r.Invitation, r.Roles, r.InvitedBy))], found.NextCursor));
    }

    private sealed record Row(Invitation Invitation, List<Role> Roles, string? InvitedBy);
}
