using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Where traces, metrics and logs go besides <c>/metrics</c> and standard output (section <c>Telemetry</c>).</summary>
public sealed class TelemetrySettings : IValidatableObject
{
    /// <summary>
    /// The collector's base address for OTLP over HTTP, as <c>http://collector:4318</c>; nothing is exported where it is not set.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Headers for the collector, as <c>name=value,name=value</c>: usually a key.</summary>
    public string? OtlpHeaders { get; set; }

    /// <summary>The share of traces that is kept, where the caller has not decided already (W3C Trace Context).</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is not null && (!OtlpEndpoint.IsAbsoluteUri || OtlpEndpoint.Scheme is not ("http" or "https")))
            yield return new ValidationResult("must be an absolute address, as http://collector:4318.", [nameof(OtlpEndpoint)]);
    }
}
