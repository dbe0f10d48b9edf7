using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Events;

/// <summary>The secrets that sign events between services (section <c>Events</c>), the same for sender and receiver.</summary>
public sealed class EventSettings : IValidatableObject
{
    /// <summary>
    /// <c>whsec_</c> and 24 to 64 random bytes in base64. A sender signs with each, a receiver takes any: to replace one, add the
    /// new one everywhere, then remove the old one everywhere.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secrets.Count == 0 || Secrets.Any(s => !WebhookSecret.TryParse(s, out _)))
        {
            yield return new ValidationResult(
                "Set Events:Secrets:0 to whsec_ and 24 to 64 random bytes in base64 (echo whsec_$(openssl rand -base64 32)), the same for every service.",
                [nameof(Secrets)]);
        }
    }

    internal IReadOnlyList<WebhookSecret> Read() =>
        [.. Secrets.Select(s => WebhookSecret.TryParse(s, out var secret) ? secret : throw new InvalidOperationException("The settings were not validated."))];
}
