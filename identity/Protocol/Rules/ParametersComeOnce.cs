using System.Collections.Immutable;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A parameter that comes twice makes a request invalid (RFC 6749 sections 3.1 and 3.2): two readers of it could believe two
/// different things. The framework would read it as absent, and a redirect URI that is absent as the only one registered.
/// </summary>
internal sealed class ParametersComeOnce<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    /// <summary>RFC 8707 section 2 and RFC 8693 section 2.1.</summary>
    private static readonly string[] Repeatable = [Parameters.Resource, Parameters.Audience];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<TContext>()
            .UseSingletonHandler<ParametersComeOnce<TContext>>()
            .SetOrder(int.MinValue + 1_000)
            .Build();

    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Request!.GetParameters().Any(p => !Repeatable.Contains(p.Key) && ((ImmutableArray<string?>?)p.Value)?.Length > 1))
            context.Reject(Errors.InvalidRequest, "A parameter comes more than once.");
        return ValueTask.CompletedTask;
    }
}
