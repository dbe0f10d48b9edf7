using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>
/// The command <c>companies confirm</c>: the operator has seen a document or a payment that shows that the company is what it says. There is
/// no API for it, because no role of a company's own may vouch for that company.
/// </summary>
internal sealed class ConfirmCompany(CompanyDb db, AuditTrail audit, TimeProvider clock)
    : Command("companies", "confirm", "<company id> --by document|payment --reference TEXT: confirm that a company is what it says. The reference, as the number of the case, stands in its audit log.")
{
    private const int ReferenceLength = 200;

    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Read(arguments) is not var (id, method, reference))
        {
            await output.WriteLineAsync($"Usage: companies confirm <company id> --by document|payment --reference TEXT, one line of up to {ReferenceLength} characters.");
            return 2;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var company = await db.Companies.SingleOrDefaultAsync(c => c.Id == id && c.Status == CompanyStatus.Active, cancellationToken);
        if (company is null)
        {
            await output.WriteLineAsync("There is no such company in use.");
            return 1;
        }

        var before = new { company.Verification, company.ConfirmedBy, Reference = (string?)null };
        (company.Verification, company.ConfirmedBy, company.UpdatedAt) = (CompanyVerification.Confirmed, method, clock.GetUtcNow());
        var after = new { company.Verification, company.ConfirmedBy, Reference = reference };
        await audit.RecordAsync(db, company.Id, "company.confirmed", company.AuditTarget(), AuditChanges.Between(before, after), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            await output.WriteLineAsync("Somebody changed the company at this moment. Look at it again, then repeat the command.");
            return 1;
        }

        await transaction.CommitAsync(cancellationToken);
        await output.WriteLineAsync($"{company.FullName} is confirmed.");
        return 0;
    }

    private static (Guid Id, ConfirmationMethod Method, string Reference)? Read(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var company, "--by", "document" or "payment", "--reference", var text] || !Guid.TryParse(company, out var id))
            return null;
        var reference = text.Trim();
        return reference.Length is 0 or > ReferenceLength || reference.Any(char.IsControl)
            ? null
            : (id, arguments[2] == "document" ? ConfirmationMethod.Document : ConfirmationMethod.Payment, reference);
    }
}
