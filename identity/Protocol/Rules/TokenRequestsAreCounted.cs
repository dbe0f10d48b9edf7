using System.Diagnostics.Metrics;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>Counts the answers of the token endpoint by grant and error.</summary>
internal sealed class TokenRequestsAreCounted : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    private static readonly string[] Known = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials];

    private readonly Counter<long> _requests;

    public TokenRequestsAreCounted(IMeterFactory meters)
    {
        _requests = meters.Create("SaasPlatform.Identity").CreateCounter<long>("saasplatform.identity.token_requests", "{request}", "Answers of the token endpoint by grant and error.");
    }

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
            .UseSingletonHandler<TokenRequestsAreCounted>()
            .SetOrder(int.MinValue + 100_000)
            .Build();

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        // What a client writes as its grant is anything; a label is one of a few.
        var grant = context.Request?.GrantType is { } asked && Known.Contains(asked) ? asked : "other";
        if (context.Response.Error is not { } error)
            _requests.Add(1, new KeyValuePair<string, object?>("oauth.grant_type", grant));
        else
            _requests.Add(1, new("oauth.grant_type", grant), new("error.type", error));
        return ValueTask.CompletedTask;
    }
}
