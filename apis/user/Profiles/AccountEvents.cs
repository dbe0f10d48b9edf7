using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Http;
using SaasPlatform.UserApi.Data;

namespace SaasPlatform.UserApi.Profiles;

/// <summary>What identity announces of accounts: the copy follows, and goes with the account.</summary>
internal static class AccountEvents
{
    /// <summary>The scope that identity holds.</summary>
    public const string Scope = "internal.user-events";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static async Task<IResult> HandleAsync(ReceivedEvent received, UserDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        Func<Task>? apply = received.Type switch
        {
            "account.registered" or "account.changed" => () => StoreAsync(db, Account(received), clock.GetUtcNow(), cancellationToken),
            "account.deleted" => () => DeleteAsync(db, received.Read<DeletedAccount>().Id, cancellationToken),
            _ => null,
        };
        if (apply is null)
            return ReceivedEvents.UnknownType();

        try
        {
            await db.ApplyOnceAsync(received, apply, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (DbUpdateException e)
        {
            throw new UnavailableException("profile_busy", "The profile is being changed.", RetryAfter, e);
        }
    }

    private static IdentityAccount Account(ReceivedEvent received)
    {
        var account = received.Read<IdentityAccount>();
        return account is { Email: not null, Name: not null, Version: > 0 } && account.Id != Guid.Empty
            ? account
            : throw ReceivedEvent.Malformed();
    }

    private static async Task StoreAsync(UserDb db, IdentityAccount account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var profile = await db.Profiles.SingleOrDefaultAsync(p => p.AccountId == account.Id, cancellationToken);
        if (profile is null)
        {
            profile = new Profile { AccountId = account.Id, Email = account.Email, Name = account.Name, CreatedAt = now };
            db.Add(profile);
        }

        // A read may have fetched a newer account than this event tells of.
        if (account.Version <= profile.AccountVersion)
            return;

        profile.Copy(account);
        profile.RefreshedAt = now;
        profile.UpdatedAt = now;
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task DeleteAsync(UserDb db, Guid accountId, CancellationToken cancellationToken)
    {
        await db.Profiles.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.Preferences.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
    }

    private sealed record DeletedAccount(Guid Id);
}
