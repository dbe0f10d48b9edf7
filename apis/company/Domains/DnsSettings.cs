using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>Whom the company API asks for DNS records (section <c>Dns</c>).</summary>
public sealed class DnsSettings : IValidatableObject
{
    private const int DefaultPort = 53;

    /// <summary>Resolvers, one asked after the other: an IP address, with a port where it is not 53. Without any, those of the machine.</summary>
    public string[] Servers { get; set; } = [];

    /// <summary>Milliseconds for one attempt.</summary>
    [Range(50, 10_000)]
    public int TimeoutMilliseconds { get; set; } = 2_000;

    /// <summary>How often a server is asked again that did not answer.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 1;

    /// <summary>Milliseconds for a question with all its attempts.</summary>
    [Range(50, 30_000)]
    public int TotalMilliseconds { get; set; } = 6_000;

    /// <summary><see cref="Servers"/>, read.</summary>
    internal IPEndPoint[] Endpoints() => [.. Servers.Select(s => Read(s)!)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Array.Exists(Servers, s => Read(s) is null))
            yield return new ValidationResult("must be IP addresses, with a port where it is not 53, as 192.0.2.53 or [2001:db8::53]:5353.", [nameof(Servers)]);
        if (TotalMilliseconds < TimeoutMilliseconds)
            yield return new ValidationResult("must not be less than Dns:TimeoutMilliseconds.", [nameof(TotalMilliseconds)]);
    }

    private static IPEndPoint? Read(string? server) =>
        IPAddress.TryParse(server, out var address) ? new(address, DefaultPort)
        : IPEndPoint.TryParse(server ?? "", out var endpoint) && endpoint.Port > 0 ? endpoint
        : null;
}
