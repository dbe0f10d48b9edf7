using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Every refusal and failure is a problem document (RFC 9457) with a stable <c>code</c> and the trace id.</summary>
public static class ProblemResponses
{
    /// <summary>The <c>type</c> of a problem: a URN (RFC 8141) that ends in its code.</summary>
    public static string Type(string code) => $"urn:saasplatform:problem:{code}";

    internal static void AddProblemResponses(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = Customize);
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemsForEveryone>();
        builder.Services.Configure<ExceptionHandlerOptions>(o =>
        {
            o.StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            o.SuppressDiagnosticsCallback = c => c.Exception is BadHttpRequestException or DbUpdateConcurrencyException or UnavailableException;
        });
    }

    private static void Customize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        if (context.Exception is BadHttpRequestException bad)
            problem.Detail ??= Explain(bad);
        if (problem is HttpValidationProblemDetails validation)
            validation.Errors = validation.Errors.ToDictionary(e => FieldNames.CamelCase(e.Key), e => e.Value);

        if (!problem.Extensions.TryGetValue("code", out var code) || code is not string)
        {
            if (status == StatusCodes.Status400BadRequest && problem is not HttpValidationProblemDetails && context.Exception is null
                && SentParameters(context.HttpContext) is { Count: > 0 } sent)
                RequestProblemHandler.TellParameters(problem, sent);
            else
                problem.Extensions["code"] = problem is HttpValidationProblemDetails ? "validation_failed" : CodeOf(status);
            code = problem.Extensions["code"];
        }

        problem.Type = Type((string)code!);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
    }

    /// <summary>The inner message of a body that does not parse says where; it never quotes types or stack.</summary>
    private static string Explain(BadHttpRequestException bad) => bad.InnerException is System.Text.Json.JsonException json
        ? $"The JSON body cannot be read at {(string.IsNullOrEmpty(json.Path) ? "$" : json.Path)}, line {(json.LineNumber ?? 0) + 1}."
        : bad.Message;

    /// <summary>An operation whose optional parameter cannot be read ends without saying which: it is one of those that were sent.</summary>
    private static List<string> SentParameters(HttpContext context) =>
    [
        .. from parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? []
           where parameter.HasTryParse && context.Request.Query.ContainsKey(parameter.Name)
           select FieldNames.CamelCase(parameter.Name),
    ];

    private static string CodeOf(int status) => status switch
    {
        400 => "invalid_request",
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        406 => "not_acceptable",
        409 => "conflict",
        412 => "precondition_failed",
        413 => "body_too_large",
        415 => "unsupported_media_type",
        421 => "misdirected_request",
        428 => "precondition_required",
        429 => "rate_limited",
        431 => "headers_too_large",
        503 => "unavailable",
        _ => status >= 500 ? "internal_error" : "request_refused",
    };
}
