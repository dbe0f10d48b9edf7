using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The framework explains its errors on its own site (<c>error_uri</c>, RFC 6749 section 5.2), which knows nothing of this
/// product. The description says what is wrong.
/// </summary>
internal sealed class ErrorsNameNoOtherSite : IOpenIddictServerHandler<ProcessErrorContext>, IOpenIddictServerHandler<ProcessChallengeContext>
{
    public static OpenIddictServerHandlerDescriptor OfErrors { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessErrorContext>()
            .UseSingletonHandler<ErrorsNameNoOtherSite>()
            .SetOrder(OpenIddictServerHandlers.AttachCustomErrorParameters.Descriptor.Order + 1)
            .Build();

    public static OpenIddictServerHandlerDescriptor OfChallenges { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessChallengeContext>()
            .UseSingletonHandler<ErrorsNameNoOtherSite>()
            .SetOrder(OpenIddictServerHandlers.AttachCustomChallengeParameters.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ProcessErrorContext context)
    {
        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ProcessChallengeContext context)
    {
        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }
}
