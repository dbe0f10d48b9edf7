using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Audit;

/// <summary>How the audit log is sealed (section <c>Audit</c>).</summary>
public sealed class AuditSettings : IValidatableObject
{
    /// <summary>
    /// The private key that signs sealed batches, as PEM: EC P-256 (<c>openssl ecparam -name prime256v1 -genkey -noout</c>). Best as
    /// <c>…__FILE</c>, and a copy of its public half with whoever audits.
    /// </summary>
    public string SigningKey { get; set; } = "";

    /// <summary>Public keys, as PEM, of signing keys that were replaced: what they signed stays good.</summary>
    public IReadOnlyList<string> FormerKeys { get; set; } = [];

    /// <summary>How often new entries are sealed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SealEvery { get; set; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // What is wrong is said without the value.
        using var own = AuditSigning.TryRead(SigningKey, withPrivateKey: true);
        if (own is null)
            yield return new ValidationResult("must be a private key as PEM: EC P-256, as openssl ecparam -name prime256v1 -genkey -noout makes it.", [nameof(SigningKey)]);
        foreach (var key in FormerKeys)
        {
            using var former = AuditSigning.TryRead(key, withPrivateKey: false);
            if (former is null)
                yield return new ValidationResult("must be public keys as PEM: EC P-256, as openssl ec -pubout makes them.", [nameof(FormerKeys)]);
        }
    }
}
