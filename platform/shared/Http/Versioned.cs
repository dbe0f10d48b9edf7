using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// 200 with a strong <c>ETag</c>; to a GET whose <c>If-None-Match</c> names that version 304 without a body.
/// </summary>
/// <param name="Value">The answer.</param>
/// <param name="ETag">Its entity tag, see <see cref="ETags"/>.</param>
public sealed record Versioned<T>(T Value, string ETag) : IResult, IEndpointMetadataProvider
{
    /// <summary>An answer with the entity tag of a version.</summary>
    public Versioned(T value, int version) : this(value, ETags.Format(version))
    {
    }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = ETag;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        if (!IsKnownToCaller(httpContext.Request))
            return httpContext.Response.WriteAsJsonAsync(Value, httpContext.RequestAborted);

        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private bool IsKnownToCaller(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && ETags.AnyMatches(tags, ETag, useStrongComparison: false);

    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new SendsETag());
    }
}

/// <summary>201 with <c>Location</c> and the <c>ETag</c> of what was created.</summary>
/// <param name="Value">What was created.</param>
/// <param name="ETag">Its entity tag.</param>
/// <param name="Location">Its path.</param>
public sealed record VersionedCreated<T>(T Value, string ETag, string Location) : IResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status201Created;
        httpContext.Response.Headers.ETag = ETag;
        httpContext.Response.Headers.Location = Location;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        return httpContext.Response.WriteAsJsonAsync(Value, httpContext.RequestAborted);
    }

    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
        builder.Metadata.Add(new SendsETag());
    }
}

/// <summary>Marks an operation whose success carries an <c>ETag</c>.</summary>
internal sealed class SendsETag;
