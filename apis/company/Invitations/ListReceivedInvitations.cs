using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class ListReceivedInvitations
{
    public static async Task<Ok<Page<ReceivedInvitationResponse>>> HandleAsync(
        [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = user.Id;
        var received = db.Invitations.AsNoTracking().Include(i => i.Company)
            .Where(i => i.ExpiresAt > now && db.People.Any(p => p.AccountId == account && p.ComparableEmail == i.ComparableEmail));
        var found = await page.ReadAsync(
            received, i => i.Id,
            i => new Row(i, i.Roles.ToList(), db.People.Where(p => p.AccountId == i.InvitedByAccountId).Select(p => p.Name).SingleOrDefault()), cancellationToken);
        return TypedResults.Ok(new Page<ReceivedInvitationResponse>([.. found.Items.Select(r => ReceivedInvitationResponse.From(r.Invitation, r.Roles, r.InvitedBy))], found.NextCursor));
    }

    private sealed record Row(Invitation Invitation, List<Role> Roles, string? InvitedBy);
}
