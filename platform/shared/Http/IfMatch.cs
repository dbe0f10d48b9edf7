using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// The required <c>If-Match</c> of a change. As a handler's parameter it refuses a request without one (428), and tells the
/// OpenAPI document about the header and its answers.
/// </summary>
public sealed class IfMatch : IEndpointParameterMetadataProvider
{
    private readonly IList<EntityTagHeaderValue> tags;

    private IfMatch(IList<EntityTagHeaderValue> tags) => this.tags = tags;

    /// <summary>Whether the caller saw this version. A weak tag never matches (RFC 9110 section 13.1.1).</summary>
    public bool Matches(int version) => Matches(ETags.Format(version));

    /// <summary>Whether the caller saw the representation with this entity tag.</summary>
    public bool Matches(string etag) => ETags.AnyMatches(tags, etag, useStrongComparison: true);

    /// <summary>Reads the header.</summary>
    /// <exception cref="RequestProblemException">428 when it is missing, 400 when it is no list of entity tags.</exception>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            throw new RequestProblemException(
                StatusCodes.Status428PreconditionRequired, ProblemCodes.PreconditionRequired, "If-Match is required.",
                "Send the ETag of the version that you change.");
        }

        return EntityTagHeaderValue.TryParseStrictList(header, out var tags)
            ? ValueTask.FromResult<IfMatch?>(new IfMatch(tags))
            : throw new RequestProblemException(
                StatusCodes.Status400BadRequest, ProblemCodes.InvalidIfMatch, "If-Match is not a list of entity tags.",
                "Send the ETag as it was received, with its quotation marks.");
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new RequiresIfMatch());
        builder.Metadata.Add(new ProblemAnswer(StatusCodes.Status412PreconditionFailed));
        builder.Metadata.Add(new ProblemAnswer(StatusCodes.Status428PreconditionRequired));
    }
}

/// <summary>Marks an operation that needs <c>If-Match</c>.</summary>
internal sealed class RequiresIfMatch;
