using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.Shared.Events;

/// <summary>The endpoint at which a service receives events of others.</summary>
public static class ReceivedEvents
{
    /// <summary>Registers what the endpoint needs. Settings: <c>Events</c>, <c>RateLimits:internal</c>.</summary>
    public static void AddReceivedEvents(this WebApplicationBuilder builder)
    {
        builder.AddSettings<EventSettings>("Events");
        builder.AddInternalLimit();
    }

    /// <summary>
    /// Maps <c>POST /internal/v1/events</c> for services with this scope. The handler takes a <see cref="ReceivedEvent"/>, applies
    /// it with <c>ApplyOnceAsync</c> and answers 204; anything else makes the sender try again.
    /// </summary>
#pragma warning disable RDG002 // Each service has its own handler: what reads the request is written when the service starts.
    public static RouteHandlerBuilder MapReceivedEvents(this IEndpointRouteBuilder routes, string scope, Delegate handler) =>
        routes.MapApi("/internal/v1/events", "Events")
            .RequireRateLimiting(RateLimits.Internal)
            .RequireScope(scope)
            .ExcludeFromDescription()
            .MapPost("", handler)
            .WithName("receiveEvent");
#pragma warning restore RDG002

    /// <summary>The answer to an event whose type this version does not know: a newer one may.</summary>
    public static IResult UnknownType() => Problems.Unprocessable("unknown_event_type", "This service does not know the type of the event.");
}
