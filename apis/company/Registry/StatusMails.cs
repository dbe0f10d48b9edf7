using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Mails;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>Tells the owners that the register has their company in another state. Who is no longer one when it is sent, or where that is no longer so, gets none.</summary>
internal sealed class StatusMails(CompanyDb db, IStringLocalizer<StatusMails> texts, IOptions<Addresses> addresses)
{
    public const string CompanyStatus = "mail.company-status";

    /// <summary>Whether it is worth a mail.</summary>
    public static bool IsNews(RegistryStatus status) =>
        status is RegistryStatus.Liquidating or RegistryStatus.Liquidated or RegistryStatus.Bankrupt or RegistryStatus.Reorganizing;

    /// <summary>Queues the mail with the unit of work.</summary>
    public static void Enqueue(CompanyDb db, Guid companyId, Guid accountId, RegistryStatus status) =>
        db.EnqueueMail(CompanyStatus, new StatusMailRequest(companyId, accountId, status));

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<StatusMailRequest>(message.Payload, JsonSerializerOptions.Web)!;
        var company = await db.Companies.AsNoTracking().SingleOrDefaultAsync(
            c => c.Id == request.CompanyId && c.RegistryStatus == request.Status && c.Members.Any(m => m.AccountId == request.AccountId && m.Role == MemberRole.Owner), cancellationToken);
        var owner = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == request.AccountId, cancellationToken);
        return company is null || owner is null ? null : MailLanguage.Use(owner.MailLanguage, () => Write(company, request.Status, owner));
    }

    private MailContent Write(Company company, RegistryStatus status, Person owner)
    {
        var language = CultureInfo.GetCultureInfo(owner.MailLanguage);
        var name = StrangersWords.Harmless(company.ShortName ?? company.FullName);
        var state = texts[status.ToString()].Value;
        var since = company.RegistryStatusDate is { } day ? texts["Since", day.ToString(CompanyMails.DayFormat, language)].Value : "";
        return new MailContent(
            owner.Email, owner.MailLanguage, texts["Subject", name], texts["Title", name], [texts["Text", name, company.Inn!, state, since], texts[$"{status}Meaning"]],
            new MailLink(texts["Button"], new Uri(addresses.Value.Web, $"companies/{company.Id}")),
            texts["Note", company.RegistryCheckedAt!.Value.UtcDateTime.ToString(CompanyMails.DayFormat, language)]);
    }
}

/// <summary>Whom a mail tells about which company, and what.</summary>
public sealed record StatusMailRequest(Guid CompanyId, Guid AccountId, RegistryStatus Status);
