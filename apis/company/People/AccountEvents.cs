using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.People;

/// <summary>What identity announces of accounts: the copy follows, and goes with the account.</summary>
internal static class AccountEvents
{
    /// <summary>The scope that identity holds.</summary>
    public const string Scope = "internal.company-events";

    public static async Task<IResult> HandleAsync(ReceivedEvent received, CompanyDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        Func<Task>? apply = received.Type switch
        {
            "account.registered" => async () => await db.JoinAllAsync(await StoreAsync(db, Read(received), cancellationToken), clock.GetUtcNow(), cancellationToken),
            "account.changed" => () => StoreAsync(db, Read(received), cancellationToken),
            "account.deleted" => () => DeleteAsync(db, received.Read<DeletedAccount>().Id, cancellationToken),
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
        person.Name = account.Name;
        person.AccountVersion = account.Version;
        await db.SaveChangesAsync(cancellationToken);
        return person;
    }

    /// <summary>
    /// Nobody is a member any more; but a company keeps its last owner in name, until its operator hands it to somebody else.
    /// </summary>
    private static async Task DeleteAsync(CompanyDb db, Guid accountId, CancellationToken cancellationToken)
    {
        await db.People.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Claims.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        // Locks the companies as every change of who belongs to them does, so that the owners who are counted stay.
        await db.Companies.Where(c => c.Members.Any(m => m.AccountId == accountId))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        await db.Members
            .Where(m => m.AccountId == accountId
                && (m.Role != MemberRole.Owner || db.Members.Any(o => o.CompanyId == m.CompanyId && o.AccountId != accountId && o.Role == MemberRole.Owner)))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private sealed record AnnouncedAccount(Guid Id, string Email, string Name, int Version);

    private sealed record DeletedAccount(Guid Id);
}
