using System.Text.Json;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Security;
using static SaasPlatform.CompanyApi.Invitations.ImportedInvitationLine;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class ImportInvitations
{
    public static async Task<IResult> HandleAsync(Guid companyId, HttpRequest request, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        return caller.MayChange(Permission.MembersInvite, out var refusal)
            ? new InvitationImport(companyId, await InvitationFile.OpenAsync(request.Body, cancellationToken), user)
            : refusal;
    }
}

/// <summary>
/// Invites whom a file names, and reports on each line as soon as it is done. A line is a transaction of its own, as a single invitation is: what
/// was done before a failure stays, and the same file sent again does the rest.
/// </summary>
internal sealed class InvitationImport(Guid companyId, InvitationFile file, CurrentUser user) : IResult
{
    /// <summary>Refusals that every line after them would get too.</summary>
    private static readonly HashSet<string> Final = ["not_found", "missing_permission", "company_archived"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = file;
        var (response, aborted) = (httpContext.Response, httpContext.RequestAborted);
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        response.ContentType = AuditExport.JsonLinesType;
        response.Headers.CacheControl = "private, no-store";
        // Proxies that would collect the answer first are told not to.
        response.Headers["X-Accel-Buffering"] = "no";
        // The caller may read while it still sends. One that sends everything first is not kept waiting: the server takes in a body of this size
        // whole, whether or not it is being read here.
        await response.StartAsync(aborted);
        ImportedInvitationLine line;
        do
        {
            line = await NextAsync(httpContext.RequestServices, aborted);
            await JsonSerializer.SerializeAsync(response.Body, line, json, aborted);
            await response.WriteAsync("\n", aborted);
            await response.Body.FlushAsync(aborted);
        }
        while (!line.IsLast);
    }

    private async Task<ImportedInvitationLine> NextAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        InvitationRecord? record;
        try
        {
            record = await file.NextAsync();
        }
        catch (MaxFieldSizeException)
        {
            return Stopped(file.Line + 1, "line_too_long", "A cell is too long, or a quotation mark is not closed.");
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Stopped(file.Line + 1, "body_too_large", "The file is too large. Send it in parts.")
                : Stopped(file.Line + 1, "body_incomplete", "The file did not arrive whole. Send it again.");
        }

        if (record is null)
            return new(file.Line, null, ImportedLineOutcome.Finished);
        if (file.Records > InvitationFile.MaxRecords)
            return Stopped(file.Line, "too_many_lines", $"One file invites at most {InvitationFile.MaxRecords} people. Send the rest in another one.");
        return record.Fault is var (code, detail) ? Refused(file.Line, null, code, detail) : await InviteAsync(record, services, cancellationToken);
    }

    private async Task<ImportedInvitationLine> InviteAsync(InvitationRecord record, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (request, column, wrong) = record.Read();
        if (request is null)
            return Refused(file.Line, record.Email, "validation_failed", wrong!, column);

        // Nothing of one line is left for the next.
        await using var scope = services.CreateAsyncScope();
        var (invitation, refusal) = await InviteMember.InviteAsync(
            companyId, request, scope.ServiceProvider.GetRequiredService<CompanyDb>(), user, scope.ServiceProvider.GetRequiredService<AuditTrail>(),
            scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancellationToken);
        return invitation is null ? Describe(record.Email!, refusal!) : new(file.Line, record.Email, ImportedLineOutcome.Invited, invitation.Id);
    }

    private ImportedInvitationLine Describe(string email, ProblemHttpResult refusal)
    {
        var problem = refusal.ProblemDetails;
        var code = (string)problem.Extensions["code"]!;
        var detail = problem.Detail is null ? problem.Title! : $"{problem.Title} {problem.Detail}";
        if (Final.Contains(code))
            return Stopped(file.Line, code, detail);
        return code switch
        {
            "already_member" => new(file.Line, email, ImportedLineOutcome.AlreadyMember),
            "already_invited" => new(file.Line, email, ImportedLineOutcome.AlreadyInvited),
            // The one field that only the database can judge.
            "validation_failed" => Refused(file.Line, email, code, "A role is not one of this company's.", "roleIds"),
            _ => Refused(file.Line, email, code, detail),
        };
    }
}
