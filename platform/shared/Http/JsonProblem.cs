using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace SaasPlatform.Shared.Http;

/// <summary>Says what is wrong with a JSON body, without the names of CLR types that the reader's own messages carry.</summary>
internal static class JsonProblem
{
    public static ProblemDetails Describe(JsonException failure)
    {
        var field = Field(failure.Path);
        if (field is null || IsSyntax(failure))
        {
            return RequestProblemHandler.Problem(
                400, ProblemCodes.MalformedJson, "The body is not the JSON that this operation takes.",
                failure.LineNumber is { } line ? $"See line {line + 1}, byte {failure.BytePositionInLine + 1}." : null);
        }

        var message = failure.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? "There is no such field."
            : "The value has the wrong type or is not one of those allowed.";
        return RequestProblemHandler.Problem(
            400, ProblemCodes.ValidationFailed, ProblemCodes.ValidationTitle,
            errors: new Dictionary<string, string[]> { [field] = [message] });
    }

    /// <summary>The reader's own exception inside means bytes that are no JSON; a converter's means a wrong value.</summary>
    private static bool IsSyntax(JsonException failure) =>
        failure.InnerException is JsonException || failure.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase);

    private static string? Field(string? path) =>
        path is { Length: > 2 } && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
}
