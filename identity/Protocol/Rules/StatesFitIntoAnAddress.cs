using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The state comes back in an address (RFC 6749 section 4.1.2), and a body can hold one that no browser would follow. It is
/// refused here, and not sent back with the refusal (<see cref="ErrorsGoBackToTheClient"/>).
/// </summary>
internal sealed class StatesFitIntoAnAddress : IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    private const int Longest = PostedRequest.LongestQuery;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidatePushedAuthorizationRequestContext>()
            .UseSingletonHandler<StatesFitIntoAnAddress>()
            .SetOrder(ListsAreShort<ValidatePushedAuthorizationRequestContext>.Descriptor.Order + 1)
            .Build();

    public static bool Fits(string? state) => state is not { Length: > Longest };

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        if (!Fits(context.Request.State))
            context.Reject(Errors.InvalidRequest, "The state is too long.");
        return ValueTask.CompletedTask;
    }
}
