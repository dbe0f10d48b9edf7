using System.Text;
using Microsoft.AspNetCore.Http;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>The ways in which the stand-in fails.</summary>
internal static class Misbehaviour
{
    public static readonly string[] All =
    [
        "500", "502", "503", "401", "400", "redirect", "no content", "web page", "no type", "garbage", "another object", "no object", "unreadable suggestions", "half a surrogate",
        "cut off", "closed", "enormous", "slow", "slow body",
    ];

    public static async Task<bool> AnswerAsync(HttpContext context, string how)
    {
        var response = context.Response;
        switch (how)
        {
            case "500" or "502" or "503" or "401" or "400" or "403" or "429":
                response.StatusCode = int.Parse(how, provider: null);
                await response.WriteAsJsonAsync(new { family = "CLIENT_ERROR", reason = "Refused", message = how });
                break;
            case "redirect":
                response.Redirect("/elsewhere");
                response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                break;
            case "no content":
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "web page":
                await WriteAsync(response, "text/html", "<html>Sign in to the network</html>");
                break;
            case "no type":
                await WriteAsync(response, null, """{"suggestions":[]}""");
                break;
            case "garbage":
                await WriteAsync(response, "application/json", "<html>");
                break;
            case "another object":
                await WriteAsync(response, "application/json", """{"suggestion":[]}""");
                break;
            case "no object":
                await WriteAsync(response, "application/json", """["suggestions"]""");
                break;
            case "unreadable suggestions":
                await WriteAsync(response, "application/json", """{"suggestions":[5,null,{"data":7},{"data":{"inn":7707083893}},{"data":{"inn":"7707083893","name":[]}}]}""");
                break;
            case "half a surrogate":
                await WriteAsync(response, "application/json", """{"suggestions":[{"data":{"inn":"7707083893","name":{"full_with_opf":"\ud800"}}}]}""");
                break;
            case "cut off":
                response.ContentType = "application/json";
                response.ContentLength = 1_000;
                await response.WriteAsync("""{"suggestions":[{"data":{"inn":""");
                await response.Body.FlushAsync();
                context.Abort();
                break;
            case "closed":
                context.Abort();
                break;
            case "enormous":
                await WriteWithoutEndAsync(context);
                break;
            case "slow body":
                response.ContentType = "application/json";
                await response.WriteAsync("{");
                await response.Body.FlushAsync();
                await UntilTheCallerLeavesAsync(context);
                break;
            case "slow":
                await UntilTheCallerLeavesAsync(context);
                break;
            default:
                throw new InvalidOperationException($"How to answer with '{how}' is not written down here.");
        }

        return true;
    }

    private static Task WriteAsync(HttpResponse response, string? type, string body)
    {
        response.ContentType = type;
        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private static async Task WriteWithoutEndAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var spaces = Encoding.UTF8.GetBytes(new string(' ', 65_536));
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has had enough.
        }
    }

    private static async Task UntilTheCallerLeavesAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult))
            await gone.Task;
    }
}
