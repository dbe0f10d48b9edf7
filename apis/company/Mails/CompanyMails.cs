using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Mails;

/// <summary>Which feature writes which mail.</summary>
internal sealed class CompanyMails(InvitationMails invitations, StatusMails statuses) : IMailComposer
{
    public Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken) => message.Type switch
    {
        InvitationMails.Invitation => invitations.ComposeAsync(message, cancellationToken),
        StatusMails.CompanyStatus => statuses.ComposeAsync(message, cancellationToken),
        _ => throw new UndeliverableException("There is no mail of this type."),
    };
}
