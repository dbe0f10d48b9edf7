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

namespace SaasPlatform.CompanyApi.Claims;

/// <summary>
/// Tells the owners that somebody claims their company: they alone can answer. Who is no longer one when it is sent, or where the claim no
/// longer waits, gets none. What the claimant writes is on the page alone.
/// </summary>
internal sealed class ClaimMails(CompanyDb db, IStringLocalizer<ClaimMails> texts, IOptions<Addresses> addresses, TimeProvider clock)
{
    public const string ClaimMade = "mail.claim-made";

    /// <summary>Queues a mail to each owner with the unit of work.</summary>
    public static async Task EnqueueAsync(CompanyDb db, CompanyClaim claim, CancellationToken cancellationToken)
    {
        var owners = await db.Members.Where(m => m.CompanyId == claim.CompanyId && m.Role == MemberRole.Owner).Select(m => m.AccountId).ToListAsync(cancellationToken);
        foreach (var owner in owners)
            db.EnqueueMail(ClaimMade, new ClaimMailRequest(claim.Id, owner));
    }

    public async Task<MailContent?> ComposeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<ClaimMailRequest>(message.Payload, JsonSerializerOptions.Web)!;
        var now = clock.GetUtcNow();
        var claim = await db.Claims.AsNoTracking().Include(c => c.Company).SingleOrDefaultAsync(
            c => c.Id == request.ClaimId && c.DeclinedAt == null && c.ExpiresAt > now && c.Company.Status == CompanyStatus.Active
                && c.Company.Members.Any(m => m.AccountId == request.AccountId && m.Role == MemberRole.Owner),
            cancellationToken);
        var owner = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == request.AccountId, cancellationToken);
        if (claim is null || owner is null)
            return null;
        var claimant = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == claim.AccountId, cancellationToken);
        return MailLanguage.Use(owner.MailLanguage, () => Write(claim, claimant, owner));
    }

    private MailContent Write(CompanyClaim claim, Person? claimant, Person owner)
    {
        var company = StrangersWords.Harmless(claim.Company.ShortName ?? claim.Company.FullName);
        var who = claimant is null ? texts["Somebody"].Value : $"{StrangersWords.Harmless(claimant.Name)} ({claimant.Email})";
        var until = claim.ExpiresAt.UtcDateTime.ToString(CompanyMails.DayFormat, CultureInfo.GetCultureInfo(owner.MailLanguage));
        return new MailContent(
            owner.Email, owner.MailLanguage, texts["Subject", company], texts["Title", company], [texts["Text", who, company, claim.Company.Inn!], texts["Meaning"]],
            new MailLink(texts["Button"], new Uri(addresses.Value.Web, $"companies/{claim.CompanyId}/members/claims/{claim.Id}")), texts["Note", until]);
    }
}

/// <summary>Whom a mail tells about which claim.</summary>
public sealed record ClaimMailRequest(Guid ClaimId, Guid AccountId);
