using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The framework tells the words of a list apart by comparing each with each, and looks every scope up, before it knows the client:
/// a body full of words would be a minute's work. More of them than anything is called by cannot all be valid (RFC 6749
/// sections 4.1.2.1 and 5.2, OIDC Core section 3.1.2.6).
/// </summary>
internal sealed class ListsAreShort<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    private const int Most = 200;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<TContext>()
            .UseSingletonHandler<ListsAreShort<TContext>>()
            .SetOrder(int.MinValue + 2_000)
            .Build();

    public ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.Request!;
        if (IsLong(request.Scope))
            context.Reject(Errors.InvalidScope, "The request names too many scopes.");
        else if (IsLong(request.ResponseType))
            context.Reject(Errors.UnsupportedResponseType, "The request names too many response types.");
        else if (IsLong(request.Prompt))
            context.Reject(Errors.InvalidRequest, "The request names too many prompts.");
        return ValueTask.CompletedTask;
    }

    /// <summary>Counted as it stands: to tell the words apart is the work.</summary>
    private static bool IsLong(string? list) => list is not null && list.AsSpan().Count(' ') >= Most;
}
