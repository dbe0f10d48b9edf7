using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Mails;

/// <summary>Which feature writes which mail.</summary>
internal sealed class CompanyMails(InvitationMails invitations, StatusMails statuses, DomainMails domains, ClaimMails claims) : IMailComposer
{
    /// <summary>A day within a sentence: the long format of Russian begins with the weekday, which "до" would have to inflect.</summary>
    public const string DayFormat = "d MMMM yyyy";

    public Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken) => message.Type switch
    {
        InvitationMails.Invitation => invitations.ComposeAsync(message, cancellationToken),
        StatusMails.CompanyStatus => statuses.ComposeAsync(message, cancellationToken),
        DomainMails.DomainLapsed => domains.ComposeAsync(message, cancellationToken),
        ClaimMails.ClaimMade => claims.ComposeAsync(message, cancellationToken),
        _ => throw new UndeliverableException("There is no mail of this type."),
    };
}
