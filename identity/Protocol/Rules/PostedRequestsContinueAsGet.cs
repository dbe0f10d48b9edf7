using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Extensions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The authorization endpoint takes POST (OIDC Core section 3.1.2.1), but a POST from another site comes without the session
/// cookie (SameSite=Lax). It goes on as a GET with the same parameters, and that one brings the cookie.
/// </summary>
internal sealed class PostedAuthorizationRequestsContinueAsGet : IOpenIddictServerHandler<ExtractAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ExtractAuthorizationRequestContext>()
            .UseSingletonHandler<PostedAuthorizationRequestsContinueAsGet>()
            .SetOrder(int.MaxValue - 1_000)
            .Build();

    public ValueTask HandleAsync(ExtractAuthorizationRequestContext context)
    {
        PostedRequest.ContinueAsGet(context);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The same for the end-session endpoint (OIDC RP-Initiated Logout section 2).</summary>
internal sealed class PostedEndSessionRequestsContinueAsGet : IOpenIddictServerHandler<ExtractEndSessionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ExtractEndSessionRequestContext>()
            .UseSingletonHandler<PostedEndSessionRequestsContinueAsGet>()
            .SetOrder(int.MaxValue - 1_000)
            .Build();

    public ValueTask HandleAsync(ExtractEndSessionRequestContext context)
    {
        PostedRequest.ContinueAsGet(context);
        return ValueTask.CompletedTask;
    }
}

internal static class PostedRequest
{
    /// <summary>What a request line holds, with room for the method and the path.</summary>
    public const int LongestQuery = 7_500;

    public static void ContinueAsGet(BaseValidatingContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return;

        var query = new QueryBuilder();
        foreach (var (name, value) in context.Transaction.Request!.GetParameters())
        {
            foreach (var item in (System.Collections.Immutable.ImmutableArray<string?>?)value ?? [])
                query.Add(name, item ?? string.Empty);
        }

        var target = query.ToQueryString();
        if (target.Value!.Length > LongestQuery)
        {
            context.Reject(Errors.InvalidRequest, "The request is too long.");
            return;
        }

        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.PathBase + http.Request.Path + target;
        context.HandleRequest();
    }
}
