namespace SaasPlatform.Identity.Resources;

/// <summary>An API beside the platform's own: one entry of the file that <c>scopes apply</c> takes.</summary>
public sealed record ResourceDefinition
{
    /// <summary>Its identifier (RFC 8707 section 2), which is the audience of the tokens for it.</summary>
    public required string Resource { get; init; }

    public required IReadOnlyList<ScopeDefinition> Scopes { get; init; }
}

/// <summary>What a client may be allowed to do there, and how people are asked for it.</summary>
public sealed record ScopeDefinition
{
    public required string Name { get; init; }

    /// <summary>What the client may do, as it reads after "would like to".</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What exactly, where there is more to say.</summary>
    public LocalizedText? Description { get; init; }
}

/// <summary>A text in the languages of the pages.</summary>
public sealed record LocalizedText
{
    public required string En { get; init; }

    public required string Ru { get; init; }
}
