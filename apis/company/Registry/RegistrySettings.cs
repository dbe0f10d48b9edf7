using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>Whom the company API asks about companies, and how long it believes the answers (section <c>Registry</c>).</summary>
public sealed class RegistrySettings : IValidatableObject
{
    /// <summary>A file of entries on this machine, or DaData over the network.</summary>
    [EnumDataType(typeof(RegistrySource))]
    public RegistrySource Provider { get; set; } = RegistrySource.Offline;

    /// <summary>The offline registry's entries, a JSON file as the README of the company API shows it; without one it is empty.</summary>
    public string? OfflineFile { get; set; }

    /// <summary>The API key for DaData.</summary>
    public string? Token { get; set; }

    /// <summary>Where DaData is reached: https, or http on this machine.</summary>
    [Required]
    public Uri Address { get; set; } = new("https://suggestions.dadata.ru");

    /// <summary>How long an entry is served without asking again.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long it is believed that the registry has no such company.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MissingFreshFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an old entry is kept for the time when the registry cannot be asked.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often entries that are older than that are deleted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PruneEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after the register answered about a company it is asked again, a tenth more or less.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RecheckAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often it is looked for companies to ask about.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RecheckEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>About how many companies each process asks at such a time, at most.</summary>
    [Range(1, 1_000)]
    public int RecheckBatch { get; set; } = 2;

    /// <summary>Milliseconds for one attempt, its whole answer read.</summary>
    [Range(50, 15_000)]
    public int AttemptMilliseconds { get; set; } = 2_000;

    /// <summary>Milliseconds for a lookup with all its attempts.</summary>
    [Range(50, 60_000)]
    public int TotalMilliseconds { get; set; } = 5_000;

    /// <summary>Milliseconds before the first retry; the next one waits longer, with jitter.</summary>
    [Range(1, 10_000)]
    public int RetryMilliseconds { get; set; } = 200;

    /// <summary>Seconds without attempts after half of at least six have failed.</summary>
    [Range(1, 600)]
    public int BreakSeconds { get; set; } = 15;

    /// <summary>Seconds without attempts after too many requests (429), where the registry does not say how long.</summary>
    [Range(1, 3_600)]
    public int LimitedSeconds { get; set; } = 60;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == RegistrySource.DaData && string.IsNullOrWhiteSpace(Token))
            yield return new ValidationResult("is required when Registry:Provider is DaData.", [nameof(Token)]);
        // It goes into a header. What is wrong is said without the value.
        else if (!string.IsNullOrEmpty(Token) && !Token.All(c => c is > ' ' and < '\u007f'))
            yield return new ValidationResult("must be an API key: ASCII letters and digits, without spaces.", [nameof(Token)]);
        if (Provider == RegistrySource.DaData && !string.IsNullOrEmpty(OfflineFile))
            yield return new ValidationResult("is for the offline registry, but Registry:Provider is DaData.", [nameof(OfflineFile)]);
        // The key travels with every request.
        if (!Address.IsAbsoluteUri || !(Address.Scheme == Uri.UriSchemeHttps || (Address.Scheme == Uri.UriSchemeHttp && Address.IsLoopback)))
            yield return new ValidationResult("must be an https address, as https://suggestions.dadata.ru; http is for this machine alone.", [nameof(Address)]);
        if (TotalMilliseconds <= AttemptMilliseconds)
            yield return new ValidationResult("must be more than Registry:AttemptMilliseconds.", [nameof(TotalMilliseconds)]);
        if (RecheckAfter < FreshFor)
            yield return new ValidationResult("must not be less than Registry:FreshFor: until then the copy answers.", [nameof(RecheckAfter)]);
        if (KeepFor < FreshFor || KeepFor < MissingFreshFor)
            yield return new ValidationResult("must not be less than Registry:FreshFor and Registry:MissingFreshFor.", [nameof(KeepFor)]);
    }
}
