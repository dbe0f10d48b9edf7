using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var entries = routes.MapApi("/v1/companies/{companyId:guid}/audit-entries", "Audit log", "Who changed what in a company, when and from where.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        entries.MapGet("", ListAuditEntries.HandleAsync)
            .WithName("listAuditEntries")
            .WithSummary("List the changes in a company")
            .WithDescription("Newest first. Needs the permission `audit.read`. What an entry says of a person (addresses, browser) is gone once that person's account is deleted: `isErased`.")
            .RequireScope(CompanyScopes.Read);

        entries.MapGet("export", ExportAuditEntries.HandleAsync)
            .WithName("exportAuditEntries")
            .WithSummary("Export the changes in a company")
            .WithDescription(
                "What `listAuditEntries` lists, all of it, newest first, as a table for spreadsheets (UTF-8 with a byte order mark; text that begins like a formula has an apostrophe before it) or "
                + "as one JSON object a line. Streamed: an answer that breaks off is not complete.")
            .RequireScope(CompanyScopes.Read)
            .RequireRateLimiting(AuditRegistration.ExportLimit)
            .Produces<string>(StatusCodes.Status200OK, AuditExport.CsvType, AuditExport.JsonLinesType);
    }
}
