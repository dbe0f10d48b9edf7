using Microsoft.AspNetCore;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Logout;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Where clients hear through the browser that its session has ended (OIDC Front-Channel Logout section 2), the page that tells them
/// comes before the redirect to the client that asked for the sign-out.
/// </summary>
internal sealed class BrowsersTellClientsBeforeTheyLeave(FrontChannelLogout logout) : IOpenIddictServerHandler<ApplyEndSessionResponseContext>
{
    /// <summary>The property of the transaction that names the session that has just ended.</summary>
    public const string EndedSession = "SaasPlatform.EndedSession";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyEndSessionResponseContext>()
            .UseScopedHandler<BrowsersTellClientsBeforeTheyLeave>()
            .SetOrder(OpenIddictServerAspNetCoreHandlers.Session.ProcessQueryResponse.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(ApplyEndSessionResponseContext context)
    {
        if (!string.IsNullOrEmpty(context.Error) || context.Transaction.GetProperty<string>(EndedSession) is not { } sessionId
            || !await logout.IsAwaitedAsync(sessionId, context.CancellationToken))
            return;

        var answer = context.Response.GetParameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
        var next = string.IsNullOrEmpty(context.PostLogoutRedirectUri) ? null : QueryHelpers.AddQueryString(context.PostLogoutRedirectUri, answer);
        context.Transaction.GetHttpRequest()!.HttpContext.Response.Redirect(logout.PageFor(sessionId, next));
        context.HandleRequest();
    }
}
