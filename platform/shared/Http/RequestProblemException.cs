using Microsoft.AspNetCore.Http;

namespace SaasPlatform.Shared.Http;

/// <summary>
/// A request that is refused before its handler runs, while a parameter is bound. The platform turns it into a problem
/// answer; handlers return <see cref="Problems"/> instead.
/// </summary>
public sealed class RequestProblemException(int status, string code, string title, string? detail = null)
    : BadHttpRequestException(title, status)
{
    /// <summary>The stable code, in snake_case.</summary>
    public string Code { get; } = code;

    /// <summary>What would be right, for a person.</summary>
    public string? Detail { get; } = detail;

    /// <summary>Messages by camelCase field, where fields are wrong.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
