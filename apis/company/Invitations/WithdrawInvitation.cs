using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class WithdrawInvitation
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid invitationId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersInvite, out var refusal))
            return refusal;

        var withdrawn = await db.Invitations.Where(i => i.Id == invitationId && i.CompanyId == companyId).ExecuteDeleteAsync(cancellationToken);
        if (withdrawn == 0)
            return Problems.NotFound("invitation");
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
