namespace SaasPlatform.Shared.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as the request's <c>limit</c>.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
