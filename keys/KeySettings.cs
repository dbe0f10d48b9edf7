using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Keys;

/// <summary>How keys are replaced (section <c>Keys</c>).</summary>
public sealed class KeySettings : IValidatableObject
{
    /// <summary>How long a key makes new tokens before its successor does.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long before its first use a key is published, so that whoever caches the key set knows it in time.</summary>
    public TimeSpan Announce { get; set; } = TimeSpan.FromDays(2);

    /// <summary>
    /// How long a retired key is kept. Refresh tokens live 30 days, and an ID token serves as a logout hint for as long as
    /// an application keeps it, so the default covers both.
    /// </summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(31);

    /// <summary>How often each replica reads the keys and sees whether one is due.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The shortest time in which every replica has certainly learned of a new key.</summary>
    internal TimeSpan Spread => 2 * CheckEvery;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CheckEvery < TimeSpan.FromSeconds(1) || CheckEvery > TimeSpan.FromHours(1))
            yield return new("Keys:CheckEvery must lie between one second and one hour.");
        if (Announce < Spread)
            yield return new("Keys:Announce must be at least twice Keys:CheckEvery, or a replica could meet a key it does not know.");
        if (Lifetime <= Announce)
            yield return new("Keys:Lifetime must be longer than Keys:Announce.");
        if (Keep < TimeSpan.FromMinutes(15))
            yield return new("Keys:Keep must be at least 15 minutes, the life of an access token.");
    }
}
