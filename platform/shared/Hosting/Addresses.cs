using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// The public addresses of the platform, the same for every service (section <c>Addresses</c>). The address of an API is
/// also its audience: the resource identifier of RFC 8707 and RFC 9728.
/// </summary>
public sealed class Addresses
{
    /// <summary>The issuer: what browsers and clients see, and what <c>iss</c> says.</summary>
    [Required]
    public Uri Identity { get; set; } = null!;

    [Required]
    public Uri Company { get; set; } = null!;

    [Required]
    public Uri User { get; set; } = null!;

    [Required]
    public Uri Partner { get; set; } = null!;

    [Required]
    public Uri Web { get; set; } = null!;

    /// <summary>Where services reach identity inside a network; the issuer where it is not set.</summary>
    public Uri? IdentityInternal { get; set; }

    /// <summary>The base address for calls from service to identity.</summary>
    public Uri IdentityForServices => IdentityInternal ?? Identity;

    /// <summary>Writes an address as an audience: without the slash that ends an empty path.</summary>
    public static string Audience(Uri address) => address.OriginalString.TrimEnd('/');
}
