using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace SaasPlatform.Shared.Security;

/// <summary>
/// Words the refusals of protected resources: what is missing, in <c>WWW-Authenticate</c> (RFC 6750 section 3, RFC 9728
/// section 5.1) and in a problem document.
/// </summary>
internal sealed class Refusals(ProtectedResource resource, IProblemDetailsService problems) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            await _default.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() ?? [];
        if (failed.OfType<PersonRequirement>().Any())
        {
            await WriteAsync(context, "person_required", "This operation is for people: the token speaks for a client.");
            return;
        }

        var scope = failed.OfType<ScopeRequirement>().FirstOrDefault()?.Scope;
        context.Response.Headers.WWWAuthenticate = resource.Challenge("insufficient_scope", "The token lacks a scope.", scope);
        await WriteAsync(context, "insufficient_scope", $"The operation needs the scope {scope}.");
    }

    private async Task WriteAsync(HttpContext context, string code, string detail)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status403Forbidden,
                Title = "Forbidden",
                Detail = detail,
                Extensions = { ["code"] = code },
            },
        });
    }
}
