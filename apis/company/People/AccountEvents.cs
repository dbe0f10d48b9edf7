using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.People;

/// <summary>What identity announces of accounts: the copy follows, and goes with the account.</summary>
internal static class AccountEvents
{
    /// <summary>The scope that identity holds.</summary>
    public const string Scope = "internal.company-events";

    public static async Task<IResult> HandleAsync(ReceivedEvent received, CompanyDb db, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        Func<Task>? apply = received.Type switch
        {
            "account.registered" => async () => await db.JoinAllAsync(audit, await StoreAsync(db, Read(received), cancellationToken), clock.GetUtcNow(), cancellationToken),
            "account.changed" => () => StoreAsync(db, Read(received), cancellationToken),
            "account.deleted" => () => DeleteAsync(db, audit, received.Read<DeletedAccount>().Id, cancellationToken),
            _ => null,
        };
        if (apply is null)
            return ReceivedEvents.UnknownType();

        await db.ApplyOnceAsync(received, apply, cancellationToken);
        return TypedResults.NoContent();
    }

    private static AnnouncedAccount Read(ReceivedEvent received)
    {
        var account = received.Read<AnnouncedAccount>();
        return account is { Email: not null, Name: not null, Version: > 0 } && account.Id != Guid.Empty ? account : throw ReceivedEvent.Malformed();
    }

    private static async Task<Person> StoreAsync(CompanyDb db, AnnouncedAccount account, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleOrDefaultAsync(p => p.AccountId == account.Id, cancellationToken);
        if (person is null)
        {
            person = new Person { AccountId = account.Id, Email = account.Email, Name = account.Name };
            db.Add(person);
        }

        person.Email = account.Email;
        person.EmailIsVerified = account.EmailVerified;
        person.Name = account.Name;
        person.Locale = account.Locale;
        person.AccountVersion = account.Version;
        await db.SaveChangesAsync(cancellationToken);
        return person;
    }

    /// <summary>
    /// Nobody is a member any more; but a company keeps its last owner in name, until its operator hands it to somebody else. What
    /// the audit log says about the person cannot be read any more.
    /// </summary>
    private static async Task DeleteAsync(CompanyDb db, AuditTrail audit, Guid accountId, CancellationToken cancellationToken)
    {
        var address = await db.People.Where(p => p.AccountId == accountId).Select(p => p.ComparableEmail).SingleOrDefaultAsync(cancellationToken);
        await db.EraseFromAuditAsync([accountId.ToString(), address ?? ""], cancellationToken);
        await db.People.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Claims.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.JoinRequests.Where(r => r.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        // Locks the companies as every change of who belongs to them does, so that the owners who are counted stay.
        await db.Companies.Where(c => c.Members.Any(m => m.AccountId == accountId))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        var members = await db.Members.Include(m => m.Roles)
            .Where(m => m.AccountId == accountId
                && (m.Role != MemberRole.Owner || db.Members.Any(o => o.CompanyId == m.CompanyId && o.AccountId != accountId && o.Role == MemberRole.Owner)))
            .ToListAsync(cancellationToken);
        foreach (var member in members)
            await audit.RecordAsync(db, member.CompanyId, "member.removed", member.AuditTarget(), AuditChanges.Between(member.Audited(), null), cancellationToken);
        db.RemoveRange(members);
        await db.SaveChangesAsync(cancellationToken);
    }

    private sealed record AnnouncedAccount(Guid Id, string Email, string Name, string? Locale, int Version, bool EmailVerified = true);

    private sealed record DeletedAccount(Guid Id);
}
