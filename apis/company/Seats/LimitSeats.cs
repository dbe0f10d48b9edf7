using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Seats;

/// <summary>
/// The command <c>companies seats</c>: how many people a company may have. There is no API for it, because no role of a company's own may raise
/// what that company has paid for.
/// </summary>
internal sealed class LimitSeats(CompanyDb db, AuditTrail audit, TimeProvider clock)
    : Command("companies", "seats", "<company id or INN> <number>|unlimited: limit how many people a company may have, those who are invited included. Who is there stays.")
{
    private const int Most = 1_000_000;

    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var named, var wanted] || !TryRead(wanted, out var seats))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Usage: companies seats <company id or INN> <number>|unlimited, from 1 to {Most}."));
            return 2;
        }

        var isId = Guid.TryParse(named, out var id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Waits for whoever is about to join, so that the figures below are those of this moment.
        var found = db.Companies.Where(c => c.Status == CompanyStatus.Active && (isId ? c.Id == id : c.Inn == named));
        await found.ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        var company = await found.SingleOrDefaultAsync(cancellationToken);
        if (company is null)
        {
            await output.WriteLineAsync("There is no such company in use.");
            return 1;
        }

        if (company.Seats != seats)
        {
            var before = company.Audited();
            (company.Seats, company.UpdatedAt) = (seats, clock.GetUtcNow());
            await audit.RecordAsync(db, company.Id, "company.seats_changed", company.AuditTarget(), AuditChanges.Between(before, company.Audited()), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        var taken = await db.CountMembersAsync(company.Id, cancellationToken) + await db.CountInvitedAsync(company.Id, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{company.FullName}: {(seats is null ? "unlimited" : seats)} seats, {taken} taken."));
        return 0;
    }

    private static bool TryRead(string wanted, out int? seats)
    {
        seats = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return wanted == "unlimited" || seats is >= 1 and <= Most;
    }
}
