using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>Writes what the register says into companies, and tells whom it concerns.</summary>
internal sealed class CompanyChecks(CompanyDb db, RegistryLookups lookups, StatusEvents events, IOptions<RegistrySettings> settings, TimeProvider clock)
{
    /// <summary>
    /// Checks a company that a person enters or changes by the copy that a form's lookup has just left. Where there is none, the worker asks
    /// soon (<see cref="CompanyRechecks"/>): the person does not wait for the register.
    /// </summary>
    public async Task CheckByCopyAsync(Company company, CancellationToken cancellationToken)
    {
        if (company.Kind == CompanyKind.ForeignCompany)
            return;

        company.RegistryDueAt = DateTimeOffset.UnixEpoch;
        if (await lookups.KnownAsync(db, company.Inn!, cancellationToken) is { IsAnswer: true } known)
            Take(company, known);
    }

    /// <summary>Takes an answer over. A confirmation by document or payment outlasts every answer: it says who the company is, not how it fares.</summary>
    public void Take(Company company, RegistryLookup answer)
    {
        company.RegistryStatus = answer.Record is { } record ? record.Status : RegistryStatus.NotFound;
        company.RegistryStatusDate = answer.Record?.StatusDate;
        company.RegistryCheckedAt = answer.CheckedAt;
        company.RegistryDueAt = NextDue();
        if (company.Verification != CompanyVerification.Confirmed)
            company.Verification = answer.Record?.Matches(company) == true ? CompanyVerification.Matched : CompanyVerification.Unverified;
    }

    /// <summary>When the register is asked again; scattered, so that companies that were entered together are not asked for together.</summary>
    public DateTimeOffset NextDue() => clock.GetUtcNow() + (settings.Value.RecheckAfter * (0.9 + (Random.Shared.NextDouble() / 5)));

    /// <summary>
    /// Adds to the unit of work what leaves when the status is another one than before: the event <c>company.status_changed</c>, and mails to
    /// the owners where the company is no longer, or may not be for long. The first answer counts too.
    /// </summary>
    /// <param name="company">As it is now.</param>
    /// <param name="before">Its status before; null where it was not known.</param>
    /// <param name="cancellationToken">Ends the look for owners.</param>
    public async Task AnnounceAsync(Company company, RegistryStatus? before, CancellationToken cancellationToken)
    {
        if (company.RegistryStatus == before)
            return;

        events.Enqueue(db, company, before);
        if (company.RegistryStatus is not { } status || !StatusMails.IsNews(status))
            return;
        var owners = await db.Members.Where(m => m.CompanyId == company.Id && m.Role == MemberRole.Owner).Select(m => m.AccountId).ToListAsync(cancellationToken);
        foreach (var owner in owners)
            StatusMails.Enqueue(db, company.Id, owner, status);
    }
}
