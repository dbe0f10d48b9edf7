using SaasPlatform.CompanyApi.Companies;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>In which state the register has a company.</summary>
public enum RegistryStatus
{
    Active,
    Liquidating,
    Liquidated,
    Reorganizing,
    Bankrupt,

    /// <summary>The register has no such company. A lookup answers 404 instead.</summary>
    NotFound,
}

/// <summary>What a registry says of one office of a company. Who manages it is personal data and has no place here (152-FZ).</summary>
internal sealed record RegistryRecord
{
    public required string Inn { get; init; }
    public string? Kpp { get; init; }
    public string? Ogrn { get; init; }
    public required string FullName { get; init; }
    public string? ShortName { get; init; }
    public string? LegalAddress { get; init; }
    public string? Okved { get; init; }
    public RegistryStatus? Status { get; init; }
    public DateOnly? StatusDate { get; init; }
    public DateOnly? RegistrationDate { get; init; }
    public bool IsBranch { get; init; }

    /// <summary>The kind that an INN of this length belongs to.</summary>
    public static CompanyKind KindOf(string inn) =>
        inn.Length == Shared.Russia.Inn.LegalEntityLength ? CompanyKind.LegalEntity : CompanyKind.SoleProprietor;

    /// <summary>
    /// The one of several that is meant: the office with that KPP, else the head office. Who registered several times as a sole
    /// proprietor is in the register as often: the registration that is in force comes first, then the newest.
    /// </summary>
    public static RegistryRecord? Choose(IEnumerable<RegistryRecord> records, string inn, string? kpp) => records
        .Where(r => r.Inn == inn && (kpp is null ? !r.IsBranch : r.Kpp == kpp))
        .OrderBy(r => r.IsBranch)
        .ThenByDescending(r => r.Status == RegistryStatus.Active)
        .ThenByDescending(r => r.RegistrationDate)
        .FirstOrDefault();
}
