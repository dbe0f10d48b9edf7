using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>Addresses end up in logs and histories: a token in one is refused (RFC 9700 section 4.3.2, RFC 6750 section 2.3).</summary>
internal sealed class AccessTokensAreNotInAddresses : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ExtractUserInfoRequestContext>()
            .UseSingletonHandler<AccessTokensAreNotInAddresses>()
            .SetOrder(int.MaxValue - 1_000)
            .Build();

    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        if (context.Transaction.GetHttpRequest()!.Query.ContainsKey(Parameters.AccessToken))
            context.Reject(Errors.InvalidRequest, "An access token is sent in the Authorization header, not in the address.");
        return ValueTask.CompletedTask;
    }
}
