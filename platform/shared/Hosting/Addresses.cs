using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// The public addresses of the platform, the same for every service (section <c>Addresses</c>). The address of an API is
/// also its audience: the resource identifier of RFC 8707 and RFC 9728.
/// </summary>
public sealed class Addresses : IValidatableObject
{
    /// <summary>The issuer: what browsers and clients see, and what <c>iss</c> says.</summary>
    [Required]
    public Uri Identity { get; set; } = null!;

    /// <summary>The company API.</summary>
    [Required]
    public Uri Company { get; set; } = null!;

    /// <summary>The user API.</summary>
    [Required]
    public Uri User { get; set; } = null!;

    /// <summary>The partner API.</summary>
    [Required]
    public Uri Partner { get; set; } = null!;

    /// <summary>The front end.</summary>
    [Required]
    public Uri Web { get; set; } = null!;

    /// <summary>Where services reach identity inside a network; the issuer where it is not set.</summary>
    public Uri? IdentityInternal { get; set; }

    /// <summary>The base address for calls from service to identity.</summary>
    public Uri IdentityForServices => IdentityInternal ?? Identity;

    /// <summary>Every address that is set, the internal ones included.</summary>
    internal IEnumerable<Uri> All => typeof(Addresses).GetProperties().Where(p => p.PropertyType == typeof(Uri)).Select(p => p.GetValue(this)).OfType<Uri>();

    /// <summary>Where services reach the user API inside a network; its public address where it is not set.</summary>
    public Uri? UserInternal { get; set; }

    /// <summary>The base address for calls from service to the user API.</summary>
    public Uri UserForServices => UserInternal ?? User;

    /// <summary>Where services reach the company API inside a network; its public address where it is not set.</summary>
    public Uri? CompanyInternal { get; set; }

    /// <summary>The base address for calls from service to the company API.</summary>
    public Uri CompanyForServices => CompanyInternal ?? Company;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from property in typeof(Addresses).GetProperties()
        where property.GetValue(this) is Uri address && property.CanWrite && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        select new ValidationResult("must be an absolute address, as https://id.example.com.", [property.Name]);

    /// <summary>Reads the addresses while a service is composed.</summary>
    /// <exception cref="StartFailureException">One is missing or is no address.</exception>
    internal static Addresses Read(IConfiguration configuration)
    {
        var addresses = configuration.GetSection("Addresses").Get<Addresses>() ?? new Addresses();
        var result = new SettingsValidator<Addresses>("Addresses").Validate(null, addresses);
        return result.Failed ? throw new StartFailureException(string.Join(" ", result.Failures)) : addresses;
    }

    /// <summary>Writes an address as an audience: without the slash that ends an empty path.</summary>
    public static string Audience(Uri address) => address.OriginalString.TrimEnd('/');
}
