using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// Answers that refuse a request, as <c>application/problem+json</c> (RFC 9457). Every one has a stable <c>code</c> in
/// snake_case that programs decide on; <c>title</c> and <c>detail</c> are for people. The platform adds <c>traceId</c>.
/// </summary>
public static class Problems
{
    /// <summary>400: fields that are wrong, each with its messages, by camelCase name.</summary>
    public static ProblemHttpResult ValidationFailed(IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            title: ProblemCodes.ValidationTitle,
            extensions: new Dictionary<string, object?> { ["code"] = ProblemCodes.ValidationFailed, ["errors"] = errors });

    /// <summary>400: one wrong field.</summary>
    public static ProblemHttpResult ValidationFailed(string field, string message) =>
        ValidationFailed(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400: a request that cannot be understood.</summary>
    public static ProblemHttpResult BadRequest(string code, string title, string? detail = null) =>
        Refuse(StatusCodes.Status400BadRequest, code, title, detail);

    /// <summary>403: the caller may see the thing, but not do this to it.</summary>
    public static ProblemHttpResult Forbidden(string code, string title, string? detail = null) =>
        Refuse(StatusCodes.Status403Forbidden, code, title, detail);

    /// <summary>404: there is no such thing for this caller, whether or not it exists.</summary>
    public static ProblemHttpResult NotFound(string what) =>
        Refuse(StatusCodes.Status404NotFound, ProblemCodes.NotFound, $"There is no such {what}.");

    /// <summary>404: what was asked for is not there, with a code of its own.</summary>
    public static ProblemHttpResult NotFound(string code, string title, string? detail = null) =>
        Refuse(StatusCodes.Status404NotFound, code, title, detail);

    /// <summary>409: the request contradicts what is stored.</summary>
    public static ProblemHttpResult Conflict(string code, string title, string? detail = null) =>
        Refuse(StatusCodes.Status409Conflict, code, title, detail);

    /// <summary>412: the caller changed a version that is no longer the current one.</summary>
    public static ProblemHttpResult PreconditionFailed() =>
        Refuse(
            StatusCodes.Status412PreconditionFailed, ProblemCodes.PreconditionFailed,
            ProblemCodes.PreconditionFailedTitle, ProblemCodes.PreconditionFailedDetail);

    /// <summary>422: understood, but impossible.</summary>
    public static ProblemHttpResult Unprocessable(string code, string title, string? detail = null) =>
        Refuse(StatusCodes.Status422UnprocessableEntity, code, title, detail);

    private static ProblemHttpResult Refuse(int status, string code, string title, string? detail = null) =>
        TypedResults.Problem(
            statusCode: status, title: title, detail: detail,
            extensions: new Dictionary<string, object?> { ["code"] = code });
}
