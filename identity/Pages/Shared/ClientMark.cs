namespace SaasPlatform.Identity.Pages.Shared;

/// <summary>The picture of a client, or the first letter of its name. Both stand beside the name, so they say nothing to a screen reader.</summary>
public sealed record ClientMark(string Name, string? LogoUrl);
