using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Audit;

internal static class ExportAuditEntries
{
    public static async Task<IResult> HandleAsync(
        Guid companyId, [AsParameters] AuditQuery query, [AllowedValues("csv", "jsonl", null), Description("`csv`, a table for spreadsheets, or `jsonl`, JSON lines; `csv` when absent.")] string? format,
        CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.AuditRead, out var refusal))
            return refusal;

        return new AuditExport(
            format == "jsonl" ? AuditExportFormat.JsonLines : AuditExportFormat.Csv, $"audit-{companyId}",
            (page, cancel) => query.ReadAsync(db, companyId, page, db.NamesAsync, cancel));
    }
}
