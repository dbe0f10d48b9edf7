using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class InvitationEndpoints
{
    /// <summary>Invitations become mails to strangers.</summary>
    public const string MailLimit = "invitations";

    /// <summary>A file becomes many mails.</summary>
    public const string ImportLimit = "invitation-imports";

    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        MapOfCompany(routes);
        MapReceived(routes);
    }

    private static void MapOfCompany(IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapApi("/v1/companies/{companyId:guid}/invitations", "Invitations", "People who are asked by mail to become members.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        invitations.MapPost("", InviteMember.HandleAsync)
            .WithName("inviteMember")
            .WithSummary("Invite a person")
            .WithDescription(
                "Sends a mail with a link, good for seven days. Needs the permission `members.invite`, and every permission that the person will have: else 403 "
                + "`beyond_own_permissions`. 409 `already_member`, `already_invited` (send that one again), `too_many_invitations`, `seats_taken`, `too_many_mails` (to this address today). "
                + "Whoever then registers with the address is a member at once.")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(MailLimit)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        invitations.MapPost("import", ImportInvitations.HandleAsync)
            .WithName("importInvitations")
            .WithSummary("Invite the people whom a file names")
            .WithDescription(
                "A table of up to 1,000 people: UTF-8, separated by commas or semicolons. Its first line names the columns `email` and `role` (`owner`, `admin`, `member`), and may name `language` (`ru`, `en`) "
                + "and `roleIds` (separated by spaces): else 400 `invalid_header`. Each line is done as a single invitation, with its refusals, on its own; what was done stays. The answer is a report, one JSON "
                + "object a line, streamed while the file is read: its last line is `finished` or `stopped`, and an answer that breaks off before is not complete. The same file may be sent again: whom it "
                + "invited then is `alreadyInvited`. Lines have the codes of `inviteMember`, `malformed_line`, `invalid_encoding`; the report ends early with `too_many_lines`, `line_too_long`, "
                + "`body_too_large`, `body_incomplete`, or where you may no longer invite. One file at a time.")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(ImportLimit)
            .Accepts<string>(AuditExport.CsvType)
            .Produces<ImportedInvitationLine>(StatusCodes.Status200OK, AuditExport.JsonLinesType)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        invitations.MapGet("", ListInvitations.HandleAsync)
            .WithName("listInvitations")
            .WithSummary("List the invitations of a company")
            .WithDescription("Those that are neither accepted nor declined, expired ones too, newest first. Needs the permission `members.invite`.")
            .RequireScope(CompanyScopes.Read);

        invitations.MapPost("{invitationId:guid}/resend", ResendInvitation.HandleAsync)
            .WithName("resendInvitation")
            .WithSummary("Send the mail again")
            .WithDescription("The invitation, with the same link, is good for another seven days; one that expired is open again. 409 `sent_recently` within ten minutes of the last mail, `seats_taken` where an expired one finds no seat.")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(MailLimit)
            .ProducesProblem(StatusCodes.Status409Conflict);

        invitations.MapDelete("{invitationId:guid}", WithdrawInvitation.HandleAsync)
            .WithName("withdrawInvitation")
            .WithSummary("Withdraw an invitation")
            .WithDescription("Its link leads nowhere any more. Needs the permission `members.invite`.")
            .RequireScope(CompanyScopes.Write);
    }

    private static void MapReceived(IEndpointRouteBuilder routes)
    {
        var received = routes.MapApi("/v1/invitations", "Received invitations", "Companies that ask you to become a member.")
            .RequirePerson()
            .AcrossCompanies()
            .AddEndpointFilter(async (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<CurrentUser>().OrganizationId is null ? await next(context) : Callers.OrganizationToken());

        received.MapGet("", ListReceivedInvitations.HandleAsync)
            .WithName("listReceivedInvitations")
            .WithSummary("List the invitations to your address")
            .WithDescription("Those that are open for the address of your account, newest first.")
            .RequireScope(CompanyScopes.Read);

        received.MapGet("{invitationId:guid}", GetReceivedInvitation.HandleAsync)
            .WithName("getReceivedInvitation")
            .WithSummary("Get an invitation")
            .WithDescription("For an account with the invited address, and for whoever sends the key of the mailed link in `Invitation-Key`; others get 404.")
            .RequireScope(CompanyScopes.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);

        received.MapPost("{invitationId:guid}/accept", AcceptInvitation.HandleAsync)
            .WithName("acceptInvitation")
            .WithSummary("Become a member")
            .WithDescription(
                "For whom `getReceivedInvitation` answers. 409 `already_member`, `company_archived`, `seats_taken`, or `invitation_void` where whoever invited may no longer do so. "
                + "The invitation is gone then: a second call gets 404.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        received.MapPost("{invitationId:guid}/decline", DeclineInvitation.HandleAsync)
            .WithName("declineInvitation")
            .WithSummary("Decline an invitation")
            .WithDescription("For whom `getReceivedInvitation` answers.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
