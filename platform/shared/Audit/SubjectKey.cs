namespace SaasPlatform.Shared.Audit;

/// <summary>The key under which values about one person are encrypted. Deleting it erases them.</summary>
internal sealed class SubjectKey
{
    internal const int SubjectLength = 320;

    public required Guid Id { get; init; }

    /// <summary>Who the values are about: an account id, or an e-mail address that nobody has an account for yet.</summary>
    public required string Subject { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Key { get; init; }
}
