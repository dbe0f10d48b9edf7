using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace SaasPlatform.Shared.Http;

/// <summary>Answers what goes wrong while a request is read, or while its change is stored, with the problem that fits.</summary>
internal sealed class RequestProblemHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const string Unreadable = "The request could not be read.";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (Describe(exception) is not { } problem)
            return false;

        context.Response.StatusCode = problem.Status!.Value;
        if (exception is UnavailableException unavailable)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(unavailable.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        RequestProblemException e => Problem(e.StatusCode, e.Code, e.Message, e.Detail, e.Errors),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Problem(413, ProblemCodes.BodyTooLarge, "The request body is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            Problem(415, ProblemCodes.UnsupportedMediaType, "The content type of the body is not supported."),
        BadHttpRequestException { InnerException: JsonException json } => JsonProblem.Describe(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } e when e.Message.Contains(" body", StringComparison.Ordinal) =>
            Problem(400, ProblemCodes.MalformedJson, "The operation needs a JSON object as its body."),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } e =>
            Problem(400, ProblemCodes.InvalidParameter, Unreadable, Readable(e)),
        UnavailableException e => Problem(503, e.Code, e.Message, "Nothing was changed. Try again after the time in Retry-After."),
        DbUpdateConcurrencyException =>
            Problem(412, ProblemCodes.PreconditionFailed, ProblemCodes.PreconditionFailedTitle, ProblemCodes.PreconditionFailedDetail),
        _ => null,
    };

    /// <summary>Binding failures name a CLR type first (<c>Failed to bind parameter "Guid companyId" from "x"</c>): leave it out.</summary>
    private static string? Readable(BadHttpRequestException e)
    {
        var quoted = e.Message.Split('"');
        return quoted.Length < 4 ? null : NotValid([quoted[1].Split(' ')[^1]]);
    }

    /// <summary>Says that one of these parameters has a value that cannot be read.</summary>
    internal static void TellParameters(ProblemDetails problem, IEnumerable<string> names)
    {
        problem.Title = Unreadable;
        problem.Detail = NotValid(names);
        problem.Extensions["code"] = ProblemCodes.InvalidParameter;
    }

    private static string NotValid(IEnumerable<string> names) => $"The value of {string.Join(" or ", names.Select(n => $"'{n}'"))} is not valid.";

    internal static ProblemDetails Problem(
        int status, string code, string title, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail, Extensions = { ["code"] = code } };
        if (errors is not null)
            problem.Extensions["errors"] = errors;
        return problem;
    }
}
