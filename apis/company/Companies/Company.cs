using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Companies;

public enum CompanyKind
{
    LegalEntity,
    SoleProprietor,
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

    public Guid Id { get; init; }
    public CompanyKind Kind { get; init; }
    public required string Inn { get; init; }
    public string? Kpp { get; set; }
    public string? Ogrn { get; set; }
    public required string FullName { get; set; }
    public string? ShortName { get; set; }
    public string? LegalAddress { get; set; }
    public CompanyStatus Status { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    /// <summary>The names as they are searched for: SQLite itself folds the case of ASCII letters alone.</summary>
    public string SearchText
    {
        get => ForSearch($"{FullName} {ShortName}");
        private set => _ = value;
    }

    public ICollection<Member> Members { get; } = [];

    public static string ForSearch(string text) => text.Trim().ToUpperInvariant();
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
        builder.Property(c => c.SearchText).HasMaxLength((2 * Company.NameLength) + 1).HasDefaultValue("").UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(c => c.LegalAddress).HasMaxLength(Company.AddressLength);
        // Archiving frees the number, so that a company can be entered again.
        builder.HasIndex(c => c.Inn).IsUnique().HasFilter("status = 'Active'");
    }
}
