using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Http;

/// <summary>What every group of API operations has.</summary>
public static class ApiGroup
{
    /// <summary>A route group with its tag, the rate limit of the API and the refusals that any operation may give.</summary>
    /// <param name="routes">The service.</param>
    /// <param name="prefix">The path, with the major version: <c>/v1/companies</c>.</param>
    /// <param name="tag">The one tag of its operations.</param>
    /// <param name="description">What the tag's operations are about; the tag itself where they stand in no public document.</param>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string prefix, string tag, string? description = null) =>
        routes.MapGroup(prefix)
            .WithTags(tag)
            .WithMetadata(new DescribedTag(tag, description ?? tag))
            .RequireRateLimiting(RateLimits.Api)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status500InternalServerError);
}

/// <summary>What a tag of the OpenAPI document is about.</summary>
internal sealed record DescribedTag(string Name, string Description);
