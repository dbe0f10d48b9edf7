namespace SaasPlatform.Identity.Pages.Consent;

/// <summary>What a scope lets a client do.</summary>
/// <param name="Name">The scope as the protocol knows it.</param>
/// <param name="Title">In plain words, in the page's language.</param>
/// <param name="Detail">What exactly, where there is more to say.</param>
public sealed record ScopeDescription(string Name, string Title, string? Detail);
