using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>The copy of what the registry last said to one question: an INN, and a KPP or none.</summary>
public sealed class RegistryEntry
{
    public const int FullNameLength = 2_000;
    public const int OkvedLength = 20;

    public required string Inn { get; init; }

    /// <summary>The KPP that was asked for; empty for the head office.</summary>
    public required string AskedKpp { get; init; }

    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>False where the registry has no such company; then all below is empty.</summary>
    public bool IsFound { get; set; }

    public string? Kpp { get; set; }
    public string? Ogrn { get; set; }
    public string? FullName { get; set; }
    public string? ShortName { get; set; }
    public string? LegalAddress { get; set; }
    public string? Okved { get; set; }
    public RegistryStatus? Status { get; set; }
    public DateOnly? StatusDate { get; set; }
    public DateOnly? RegistrationDate { get; set; }
    public bool IsBranch { get; set; }

    internal void Take(RegistryRecord? record, DateTimeOffset now)
    {
        CheckedAt = now;
        IsFound = record is not null;
        Kpp = record?.Kpp;
        Ogrn = record?.Ogrn;
        FullName = record?.FullName;
        ShortName = record?.ShortName;
        LegalAddress = record?.LegalAddress;
        Okved = record?.Okved;
        Status = record?.Status;
        StatusDate = record?.StatusDate;
        RegistrationDate = record?.RegistrationDate;
        IsBranch = record?.IsBranch ?? false;
    }

    internal RegistryRecord? Record() => !IsFound ? null : new()
    {
        Inn = Inn,
        Kpp = Kpp,
        Ogrn = Ogrn,
        FullName = FullName!,
        ShortName = ShortName,
        LegalAddress = LegalAddress,
        Okved = Okved,
        Status = Status,
        StatusDate = StatusDate,
        RegistrationDate = RegistrationDate,
        IsBranch = IsBranch,
    };
}

internal sealed class RegistryEntryConfiguration : IEntityTypeConfiguration<RegistryEntry>
{
    public void Configure(EntityTypeBuilder<RegistryEntry> builder)
    {
        builder.ToTable("registry_entries");
        builder.HasKey(e => new { e.Inn, e.AskedKpp });
        builder.Property(e => e.Inn).HasMaxLength(Inn.PersonLength);
        builder.Property(e => e.AskedKpp).HasMaxLength(Kpp.Length);
        builder.Property(e => e.Kpp).HasMaxLength(Kpp.Length);
        builder.Property(e => e.Ogrn).HasMaxLength(Ogrn.SoleProprietorLength);
        builder.Property(e => e.FullName).HasMaxLength(RegistryEntry.FullNameLength);
        builder.Property(e => e.ShortName).HasMaxLength(Company.NameLength);
        builder.Property(e => e.LegalAddress).HasMaxLength(Company.AddressLength);
        builder.Property(e => e.Okved).HasMaxLength(RegistryEntry.OkvedLength);
        builder.Property(e => e.Status).HasConversion<string>().HasMaxLength(20);
        // Old copies are deleted along it.
        builder.HasIndex(e => e.CheckedAt);
    }
}
