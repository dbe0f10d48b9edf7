using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Extensions;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A pushed request is brought by the browser within a minute and a half (RFC 9126 section 2.2). From then on it waits as long as the
/// person needs to sign in: what was stored is kept longer, and the ticket of <see cref="Interactions"/> says that it came in time.
/// </summary>
internal sealed class PushedRequestsAreUsedSoon(Interactions interactions, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ApplyPushedAuthorizationResponseContext>
{
    /// <summary>How long a request waits for the browser.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(90);

    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan StoredLifetime = TimeSpan.FromHours(1);

    public static OpenIddictServerHandlerDescriptor OfAuthorizationRequests { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseSingletonHandler<PushedRequestsAreUsedSoon>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateAuthentication.Descriptor.Order + 1)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfResponses { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyPushedAuthorizationResponseContext>()
            .UseSingletonHandler<PushedRequestsAreUsedSoon>()
            .SetOrder(int.MinValue + 100_000)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.RequestTokenPrincipal?.GetCreationDate() is { } pushedAt && clock.GetUtcNow() > pushedAt + Lifetime
            && interactions.Find(context.Transaction.GetHttpRequest()!.GetEncodedPathAndQuery()) is null)
            context.Reject(Errors.InvalidRequestUri, "The pushed request has expired. Push it anew.");
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyPushedAuthorizationResponseContext context)
    {
        if (string.IsNullOrEmpty(context.Response.Error))
            context.Response.ExpiresIn = (long)Lifetime.TotalSeconds;
        return ValueTask.CompletedTask;
    }
}
