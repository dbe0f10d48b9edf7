using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class GetReceivedInvitation
{
    public static async Task<Results<Ok<ReceivedInvitationResponse>, ProblemHttpResult>> HandleAsync(
        Guid invitationId,
        [FromHeader(Name = ReceivedInvitations.KeyHeader), Description("The key of the mailed link; absent where your account has the invited address.")] string? key,
        CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var invitation = await db.FindReceivedAsync(invitationId, key, user, clock, cancellationToken);
        return invitation is null
            ? Problems.NotFound("invitation")
            : TypedResults.Ok(ReceivedInvitationResponse.From(invitation, invitation.Roles, await db.NameOfAsync(invitation.InvitedByAccountId, cancellationToken)));
    }
}
