using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Seats;

/// <summary>
/// Seats are taken by members, and by open invitations to others: whoever is invited finds the seat that the invitation kept. A claim takes none
/// until it is accepted. A change that takes one holds the lock of who belongs to the company, so that the last seat goes to one.
/// </summary>
internal static class TakenSeats
{
    public static Task<int> CountMembersAsync(this CompanyDb db, Guid companyId, CancellationToken cancellationToken) =>
        db.Members.CountAsync(m => m.CompanyId == companyId, cancellationToken);

    /// <summary>Open invitations that keep a seat. Who became a member in another way, as by a claim, has one already.</summary>
    public static Task<int> CountInvitedAsync(this CompanyDb db, Guid companyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Invitations.CountAsync(
            i => i.CompanyId == companyId && i.ExpiresAt > now
                && !db.Members.Any(m => m.CompanyId == companyId && db.People.Any(p => p.AccountId == m.AccountId && p.ComparableEmail == i.ComparableEmail)),
            cancellationToken);

    /// <summary>The refusal of one more where no seat is free, or null.</summary>
    public static async Task<ProblemHttpResult?> RefuseWithoutSeatAsync(this CompanyDb db, Company company, DateTimeOffset now, CancellationToken cancellationToken) =>
        company.Seats is { } seats
        && await db.CountMembersAsync(company.Id, cancellationToken) + await db.CountInvitedAsync(company.Id, now, cancellationToken) >= seats
            ? NoneFree()
            : null;

    /// <summary>
    /// The refusal of whoever is invited, or null. The seat is kept, so other invitations do not count; but where the limit was lowered since,
    /// there may be more invitations than seats.
    /// </summary>
    public static async Task<ProblemHttpResult?> RefuseWithoutSeatAsync(this CompanyDb db, Invitation invitation, CancellationToken cancellationToken) =>
        invitation.Company.Seats is { } seats && await db.CountMembersAsync(invitation.CompanyId, cancellationToken) >= seats ? NoneFree() : null;

    private static ProblemHttpResult NoneFree() => Problems.Conflict(
        "seats_taken", "All seats of the company are taken.", "Remove a member or withdraw an invitation, or ask the operator for more seats.");
}
