using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// Reads the form of a request before anything else does: one with too many fields, too long a name or an unknown charset is
/// the sender's mistake, not a failure of the service. So is the character NUL, which PostgreSQL takes in no text.
/// </summary>
internal sealed class ReadableForms(RequestDelegate next)
{
    private const char Nul = '\0';
    private static readonly string[] FormTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.Any(HoldsNul) || !await IsReadableAsync(context.Request))
        {
            Refuse(context);
            return;
        }

        await next(context);
    }

    private static async Task<bool> IsReadableAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return !ClaimsToBeForm(request.ContentType);

        try
        {
            return !(await request.ReadFormAsync(request.HttpContext.RequestAborted)).Any(HoldsNul);
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException || IsTruncated(failure))
        {
            return false;
        }
    }

    /// <summary>Two types in one, or a parameter that is none: it reads as a form to whoever looks at the beginning alone.</summary>
    private static bool ClaimsToBeForm(string? contentType) => FormTypes.Any(t => contentType?.StartsWith(t, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>A multipart body that ends too early; what the server itself refuses (a body too large) keeps its status.</summary>
    private static bool IsTruncated(Exception failure) => failure is IOException and not BadHttpRequestException;

    private static bool HoldsNul(KeyValuePair<string, StringValues> field) =>
        field.Key.Contains(Nul, StringComparison.Ordinal) || field.Value.Any(v => v?.Contains(Nul, StringComparison.Ordinal) == true);

    /// <summary>The error page answers in place of the request, and must not stumble over the same form.</summary>
    private static void Refuse(HttpContext context)
    {
        context.Request.Form = FormCollection.Empty;
        context.Request.QueryString = QueryString.Empty;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}
