using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>How long a verified domain is believed in (section <c>Domains</c>).</summary>
public sealed class DomainSettings
{
    /// <summary>How long after a look at the record it is looked at again, a tenth more or less.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan RecheckAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often it is looked for domains that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RecheckEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many domains each process looks at such a time, at most.</summary>
    [Range(1, 1_000)]
    public int RecheckBatch { get; set; } = 20;

    /// <summary>How long the record may be gone before the domain is no longer verified.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(3);
}
