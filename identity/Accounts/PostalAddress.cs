namespace SaasPlatform.Identity.Accounts;

/// <summary>Where a person can be reached by post (OIDC Core section 5.1.1).</summary>
public sealed record PostalAddress
{
    /// <summary>The longest part.</summary>
    public const int PartLength = 200;

    /// <summary>Street, house and flat; several lines are allowed.</summary>
    public string? StreetAddress { get; init; }

    /// <summary>City or locality.</summary>
    public string? Locality { get; init; }

    /// <summary>State, province or region.</summary>
    public string? Region { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>The name of the country.</summary>
    public string? Country { get; init; }

    /// <summary>Whether every part can stand on a label.</summary>
    internal bool IsPrintable => new[] { StreetAddress, Locality, Region, PostalCode, Country }
        .OfType<string>()
        .All(p => p.Length <= PartLength && !string.IsNullOrWhiteSpace(p) && !p.Any(c => char.IsControl(c) && c != '\n'));
}
