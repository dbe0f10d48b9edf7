using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Where a service listens, behind what, and how it stops (section <c>Http</c>).</summary>
public sealed class HttpSettings : IValidatableObject
{
    /// <summary>The address listened on: http behind a proxy or on one machine, https with a certificate.</summary>
    [Required]
    public Uri Url { get; set; } = null!;

    /// <summary>For https: a PEM file with the certificate and its chain, or a PFX file. Read again when it is renewed.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The private key of a PEM certificate, where it is not in the same file.</summary>
    public string? CertificateKeyFile { get; set; }

    /// <summary>The password of a PFX file or of an encrypted private key.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Addresses of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Networks of such proxies, as <c>10.0.5.0/24</c>.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>Host names answered besides those of <c>Addresses</c> and of <c>Http:Url</c>.</summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>The largest request body in bytes.</summary>
    [Range(1_024, 100 * 1_024 * 1_024)]
    public long MaxRequestBodySize { get; set; } = 1_024 * 1_024;

    /// <summary>Seconds that a stopping service waits for the requests it is answering.</summary>
    [Range(0, 600)]
    public int ShutdownSeconds { get; set; } = 30;

    /// <summary>
    /// Seconds that a stopping service still takes requests while it says that it is not ready: longer than load balancers need
    /// to notice.
    /// </summary>
    [Range(0, 300)]
    public int ShutdownDelaySeconds { get; set; } = 5;

    internal bool IsHttps => Url is { IsAbsoluteUri: true, Scheme: "https" };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https"))
            yield return new ValidationResult("must be an absolute address, as http://localhost:8000.", [nameof(Url)]);
        else if (IsHttps && string.IsNullOrEmpty(CertificateFile))
            yield return new ValidationResult("is required when Http:Url is https.", [nameof(CertificateFile)]);
        else if (!IsHttps && !string.IsNullOrEmpty(CertificateFile))
            yield return new ValidationResult("is set, but Http:Url is not https.", [nameof(CertificateFile)]);
        foreach (var proxy in KnownProxies.Where(p => !IPAddress.TryParse(p, out _)))
            yield return new ValidationResult($"'{proxy}' is no IP address.", [nameof(KnownProxies)]);
        foreach (var network in KnownNetworks.Where(n => !IPNetwork.TryParse(n, out _)))
            yield return new ValidationResult($"'{network}' is no network, as 10.0.5.0/24.", [nameof(KnownNetworks)]);
        foreach (var host in AllowedHosts.Where(h => Uri.CheckHostName(h) is UriHostNameType.Unknown))
            yield return new ValidationResult($"'{host}' is no host name; give it without scheme and port.", [nameof(AllowedHosts)]);
    }
}
