using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>Where accepting an invitation led.</summary>
/// <param name="CompanyId">The company that you are a member of now.</param>
public sealed record AcceptedInvitationResponse(Guid CompanyId);

internal static class AcceptInvitation
{
    public static async Task<Results<Ok<AcceptedInvitationResponse>, ProblemHttpResult>> HandleAsync(
        Guid invitationId,
        [FromHeader(Name = ReceivedInvitations.KeyHeader), Description("The key of the mailed link; absent where your account has the invited address.")] string? key,
        CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockCompanyOfAsync(invitationId, cancellationToken);
        var invitation = await db.FindReceivedAsync(invitationId, key, user, clock, cancellationToken);
        if (invitation is null)
            return Problems.NotFound("invitation");
        if (await db.JoinAsync(audit, invitation, user.Id, clock.GetUtcNow(), cancellationToken) is { } refusal)
            return refusal;

        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Ok(new AcceptedInvitationResponse(invitation.CompanyId));
    }
}
