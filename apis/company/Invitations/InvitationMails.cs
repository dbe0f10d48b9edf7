using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Mails;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>Writes the mail of an invitation when it is about to be sent; one that is gone by then sends none.</summary>
internal sealed class InvitationMails(
    CompanyDb db, IStringLocalizer<InvitationMails> texts, IOptions<MailSettings> mail, IOptions<Addresses> addresses, TimeProvider clock)
{
    public const string Invitation = "mail.invitation";

    /// <summary>Queues the mail with the unit of work.</summary>
    public static void Enqueue(CompanyDb db, Invitation invitation) => db.EnqueueMail(Invitation, new InvitationMailRequest(invitation.Id));

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var id = JsonSerializer.Deserialize<InvitationMailRequest>(message.Payload, JsonSerializerOptions.Web)!.Id;
        var now = clock.GetUtcNow();
        var invitation = await db.Invitations.AsNoTracking().Include(i => i.Company).SingleOrDefaultAsync(i => i.Id == id && i.ExpiresAt > now, cancellationToken);
        if (invitation is null)
            return null;
        var inviter = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == invitation.InvitedByAccountId, cancellationToken);
        return MailLanguage.Use(invitation.Language, () => Write(invitation, inviter?.Name, inviter?.Email));
    }

    private MailContent Write(Invitation invitation, string? inviterName, string? inviterEmail)
    {
        var company = StrangersWords.Harmless(invitation.Company.ShortName ?? invitation.Company.FullName);
        var inviter = inviterName is null ? texts["Somebody"].Value : texts["Inviter", StrangersWords.Harmless(inviterName), inviterEmail!].Value;
        var until = invitation.ExpiresAt.UtcDateTime.ToString(CompanyMails.DayFormat, CultureInfo.GetCultureInfo(invitation.Language));
        var link = new Uri(addresses.Value.Web, $"invitations/{invitation.Id}?key={invitation.Key}");
        return new MailContent(
            invitation.Email, invitation.Language, texts["Subject", mail.Value.FromName], texts["Title", company],
            [texts["Text", inviter, company, NumberOf(invitation.Company), mail.Value.FromName]], new MailLink(texts["Button"], link), texts["Note", until]);
    }

    /// <summary>By what the company is known: the INN, or the number in the register of its country.</summary>
    private string NumberOf(Company company) => company.Inn is null ? StrangersWords.Harmless($"{company.Country} {company.RegistrationNumber}") : texts["Inn", company.Inn];
}

/// <summary>Which invitation a mail is about.</summary>
public sealed record InvitationMailRequest(Guid Id);
