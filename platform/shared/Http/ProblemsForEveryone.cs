using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// Writes a problem document for a caller that accepts no such thing: a refusal in the wrong form says more than one without a
/// code, and RFC 9110 section 12.5.1 allows it. The framework's own writer comes first and leaves these callers out.
/// </summary>
internal sealed class ProblemsForEveryone(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        options.Value.CustomizeProblemDetails?.Invoke(context);
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }
}
