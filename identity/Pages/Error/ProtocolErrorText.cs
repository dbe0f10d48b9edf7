namespace SaasPlatform.Identity.Pages.Error;

/// <summary>What a protocol error means.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What the person can do.</param>
/// <param name="ForDevelopers">What the makers of the client should look at.</param>
public sealed record ProtocolErrorText(string Title, string Text, string ForDevelopers);
