using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Mails;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>Tells the owners that a domain of their company is no longer verified. Who is no longer one when it is sent, or where it is verified again, gets none.</summary>
internal sealed class DomainMails(CompanyDb db, IStringLocalizer<DomainMails> texts, IOptions<Addresses> addresses)
{
    public const string DomainLapsed = "mail.domain-lapsed";

    /// <summary>Queues the mail with the unit of work.</summary>
    public static void Enqueue(CompanyDb db, CompanyDomain domain, Guid accountId) => db.EnqueueMail(DomainLapsed, new DomainMailRequest(domain.Id, accountId));

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<DomainMailRequest>(message.Payload, JsonSerializerOptions.Web)!;
        var domain = await db.Domains.AsNoTracking().Include(d => d.Company).SingleOrDefaultAsync(
            d => d.Id == request.DomainId && d.VerifiedAt == null && d.Company.Status == CompanyStatus.Active
                && d.Company.Members.Any(m => m.AccountId == request.AccountId && m.Role == MemberRole.Owner),
            cancellationToken);
        var owner = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == request.AccountId, cancellationToken);
        if (domain is null || owner is null)
            return null;

        return MailLanguage.Use(owner.MailLanguage, () =>
        {
            var company = StrangersWords.Harmless(domain.Company.ShortName ?? domain.Company.FullName);
            return new MailContent(
                owner.Email, owner.MailLanguage, texts["Subject", domain.Name], texts["Title", domain.Name], [texts["Text", domain.RecordName, company], texts["Meaning"]],
                new MailLink(texts["Button"], new Uri(addresses.Value.Web, $"companies/{domain.CompanyId}/domains")), texts["Note"]);
        });
    }
}

/// <summary>Whom a mail tells about which domain.</summary>
public sealed record DomainMailRequest(Guid DomainId, Guid AccountId);
