using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Registry;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Companies;

public enum CompanyKind
{
    LegalEntity,
    SoleProprietor,

    /// <summary>Registered abroad. It has an INN and a KPP only where the Russian tax authorities have entered it.</summary>
    ForeignCompany,
}

public enum CompanyStatus
{
    Active,
    Archived,
}

public sealed class Company : IVersioned
{
    public const int NameLength = 500;
    public const int AddressLength = 1_000;
    public const int RegistrationNumberLength = 50;
    public const int SearchTextLength = (2 * NameLength) + RegistrationNumberLength + 50;

    public Guid Id { get; init; }
    public CompanyKind Kind { get; init; }
    public string? Inn { get; init; }

    /// <summary>Where a foreign company is registered, as two letters; null of a Russian one.</summary>
    public string? Country { get; init; }

    /// <summary>Its number in the register there.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>The number as it is compared: people write it with spaces, points and dashes, and without.</summary>
    public string? ComparableRegistrationNumber
    {
        get => RegistrationNumber is null ? null : Comparable(RegistrationNumber);
        private set => _ = value;
    }

    public string? Kpp { get; set; }
    public string? Ogrn { get; set; }
    public required string FullName { get; set; }
    public string? ShortName { get; set; }
    public string? LegalAddress { get; set; }
    public string? PostalAddress { get; set; }
    public string? Okved { get; set; }
    public string? Bik { get; set; }
    public string? SettlementAccount { get; set; }
    public string? CorrespondentAccount { get; set; }
    public CompanyStatus Status { get; set; }

    /// <summary>In which state the register has it; null while that is not known, and of a foreign company.</summary>
    public RegistryStatus? RegistryStatus { get; set; }

    /// <summary>Since when, where the register says so.</summary>
    public DateOnly? RegistryStatusDate { get; set; }

    /// <summary>When the register last answered.</summary>
    public DateTimeOffset? RegistryCheckedAt { get; set; }

    /// <summary>When the register is to be asked next: long ago where it is to be soon. Whoever asks puts it off first.</summary>
    public DateTimeOffset RegistryDueAt { get; set; } = DateTimeOffset.UnixEpoch;

    public CompanyVerification Verification { get; set; }

    /// <summary>By what it was confirmed, where it is.</summary>
    public ConfirmationMethod? ConfirmedBy { get; set; }

    /// <summary>How many people it may have, those who are invited included; null where that is not limited. The operator sets it.</summary>
    public int? Seats { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    /// <summary>Names and numbers as they are searched for: SQLite itself folds the case of ASCII letters alone.</summary>
    public string SearchText
    {
        get => ForSearch(string.Join(' ', new[] { FullName, ShortName, Inn, Ogrn, RegistrationNumber }.Where(t => t is not null)));
        private set => _ = value;
    }

    public ICollection<Member> Members { get; } = [];

    public static string ForSearch(string text) => text.Trim().ToUpperInvariant();

    /// <summary>Letters and digits alone, in capitals.</summary>
    public static string Comparable(string registrationNumber) => string.Concat(registrationNumber.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

internal sealed class CompanyConfiguration : IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<Company> builder)
    {
        builder.ToTable("companies");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Inn).HasMaxLength(Inn.PersonLength);
        builder.Property(c => c.Kpp).HasMaxLength(Kpp.Length);
        builder.Property(c => c.Ogrn).HasMaxLength(Ogrn.SoleProprietorLength);
        builder.Property(c => c.FullName).HasMaxLength(Company.NameLength);
        builder.Property(c => c.ShortName).HasMaxLength(Company.NameLength);
        builder.Property(c => c.SearchText).HasMaxLength(Company.SearchTextLength).HasDefaultValue("").UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(c => c.LegalAddress).HasMaxLength(Company.AddressLength);
        builder.Property(c => c.PostalAddress).HasMaxLength(Company.AddressLength);
        builder.Property(c => c.Country).HasMaxLength(Country.Length);
        builder.Property(c => c.RegistrationNumber).HasMaxLength(Company.RegistrationNumberLength);
        builder.Property(c => c.ComparableRegistrationNumber).HasMaxLength(Company.RegistrationNumberLength).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(c => c.Okved).HasMaxLength(Okved.MaxLength);
        builder.Property(c => c.Bik).HasMaxLength(Bik.Length);
        builder.Property(c => c.SettlementAccount).HasMaxLength(BankAccount.Length);
        builder.Property(c => c.CorrespondentAccount).HasMaxLength(BankAccount.Length);
        builder.Property(c => c.RegistryStatus).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.RegistryDueAt).HasDefaultValue(DateTimeOffset.UnixEpoch);
        builder.Property(c => c.Verification).HasConversion<string>().HasMaxLength(20).HasDefaultValue(CompanyVerification.Unverified);
        builder.Property(c => c.ConfirmedBy).HasConversion<string>().HasMaxLength(20);
        // Those to be asked for next are found along it.
        builder.HasIndex(c => c.RegistryDueAt).HasFilter("status = 'Active' AND kind <> 'ForeignCompany'");
        // Archiving frees the number, so that a company can be entered again.
        builder.HasIndex(c => c.Inn).IsUnique().HasFilter("status = 'Active'");
        builder.HasIndex(c => new { c.Country, c.ComparableRegistrationNumber }).IsUnique().HasFilter("status = 'Active'");
    }
}
