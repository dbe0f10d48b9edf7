namespace SaasPlatform.Identity.Protocol;

/// <summary>A company that an account picked.</summary>
public sealed record PickedOrganization(Guid Id, Guid AccountId);

/// <summary>What a person has done for one authorization request, or for one request to sign out, since it arrived.</summary>
/// <param name="BeganAt">When the request arrived, in seconds since 1970: who signed in since then did so for it.</param>
/// <param name="Request">The hash of the request that this is about.</param>
public sealed record InteractionProgress(long BeganAt, string Request)
{
    /// <summary>The account that the person chose to go on with.</summary>
    public Guid? Selected { get; init; }

    /// <summary>The account that consented.</summary>
    public Guid? Consented { get; init; }

    /// <summary>The account that did not.</summary>
    public Guid? Refused { get; init; }

    /// <summary>The company that the person picked, and which account did.</summary>
    public PickedOrganization? Organization { get; init; }

    /// <summary>Whether a sign-in at this time was done for the request.</summary>
    public bool Includes(DateTimeOffset signedInAt) => signedInAt.ToUnixTimeSeconds() >= BeganAt;
}
