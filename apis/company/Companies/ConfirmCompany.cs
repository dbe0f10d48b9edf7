using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>
/// The command <c>companies confirm</c>: the operator has seen a document or a payment that shows that the company is what it says, or takes
/// that back. There is no API for it, because no role of a company's own may vouch for that company.
/// </summary>
internal sealed class ConfirmCompany(CompanyDb db, CompanyChecks checks, AuditTrail audit, TimeProvider clock)
    : Command(
        "companies", "confirm",
        "<company id> --by document|payment --reference TEXT: confirm that a company is what it says, or take that back by --withdraw --reference TEXT. The reference, as the number of the case, stands in its audit log.")
{
    private const int ReferenceLength = 200;

    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Read(arguments) is not var (id, method, reference))
        {
            await output.WriteLineAsync($"Usage: companies confirm <company id> --by document|payment --reference TEXT, or --withdraw --reference TEXT; one line of up to {ReferenceLength} characters.");
            return 2;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var company = await db.Companies.SingleOrDefaultAsync(c => c.Id == id && c.Status == CompanyStatus.Active, cancellationToken);
        if (company is null)
        {
            await output.WriteLineAsync("There is no such company in use.");
            return 1;
        }

        if (method is null && company.Verification != CompanyVerification.Confirmed)
        {
            await output.WriteLineAsync($"{company.FullName} is not confirmed.");
            return 1;
        }

        var (before, statusBefore) = (new { company.Verification, company.ConfirmedBy, Reference = (string?)null }, company.RegistryStatus);
        (company.ConfirmedBy, company.UpdatedAt) = (method, clock.GetUtcNow());
        company.Verification = method is null ? CompanyVerification.Unverified : CompanyVerification.Confirmed;
        if (method is null)
        {
            await checks.CheckByCopyAsync(company, cancellationToken);
            await checks.AnnounceAsync(company, statusBefore, cancellationToken);
        }

        var after = new { company.Verification, company.ConfirmedBy, Reference = reference };
        await audit.RecordAsync(
            db, company.Id, method is null ? "company.unconfirmed" : "company.confirmed", company.AuditTarget(), AuditChanges.Between(before, after), cancellationToken);
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
        await output.WriteLineAsync($"{company.FullName} is {(method is null ? "no longer " : "")}confirmed.");
        return 0;
    }

    /// <returns>Which company, by what it is confirmed (null where that is taken back), and the reference; null where the words are others.</returns>
    private static (Guid Id, ConfirmationMethod? Method, string Reference)? Read(IReadOnlyList<string> arguments)
    {
        if (arguments is not ([_, "--by", "document" or "payment", "--reference", _] or [_, "--withdraw", "--reference", _]) || !Guid.TryParse(arguments[0], out var id))
            return null;
        var reference = arguments[^1].Trim();
        if (reference.Length is 0 or > ReferenceLength || reference.Any(char.IsControl))
            return null;
        ConfirmationMethod? method = arguments[2] switch { "document" => ConfirmationMethod.Document, "payment" => ConfirmationMethod.Payment, _ => null };
        return (id, method, reference);
    }
}
