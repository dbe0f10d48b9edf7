using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>As which client a service calls others (section <c>ServiceClient</c>); its public key is registered with identity.</summary>
public sealed class ServiceClientSettings : IValidatableObject
{
    /// <summary>The client id at identity.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>The private key as PEM: RSA or EC P-256.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>A file that holds it.</summary>
    public string? PrivateKeyFile { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(PrivateKey) == string.IsNullOrWhiteSpace(PrivateKeyFile))
        {
            yield return new ValidationResult(
                "Set either ServiceClient:PrivateKeyFile (a PEM file) or ServiceClient:PrivateKey (the PEM text): the key with which this service signs in at identity.",
                [nameof(PrivateKeyFile)]);
        }
        else if (PrivateKeyFile is { Length: > 0 } && !File.Exists(PrivateKeyFile))
        {
            yield return new ValidationResult($"ServiceClient:PrivateKeyFile names {PrivateKeyFile}, which cannot be found.", [nameof(PrivateKeyFile)]);
        }
    }

    /// <summary>The public half of an RSA key as PEM, for whoever registers the client.</summary>
    /// <exception cref="StartFailureException">The private key is no PEM of an RSA key.</exception>
    public string ReadPublicKey()
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(ReadPem());
            return key.ExportSubjectPublicKeyInfoPem();
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartFailureException("the private key of ServiceClient is no PEM of an RSA key.", e);
        }
    }

    internal string ReadPem() => string.IsNullOrWhiteSpace(PrivateKey) ? File.ReadAllText(PrivateKeyFile!) : PrivateKey;
}
