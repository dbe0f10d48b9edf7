using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Branches;

/// <summary>
/// Another office of a company that the tax authorities know by its own KPP. It has the company's INN, members and permissions, and none
/// of its own: it is no company.
/// </summary>
public sealed class Branch : IVersioned
{
    /// <summary>How many a company may have.</summary>
    public const int PerCompany = 1_000;

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public required string Kpp { get; set; }
    public required string Name { get; set; }
    public string? Address { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }
}

internal sealed class BranchConfiguration : IEntityTypeConfiguration<Branch>
{
    public void Configure(EntityTypeBuilder<Branch> builder)
    {
        builder.ToTable("branches");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Kpp).HasMaxLength(Kpp.Length);
        builder.Property(b => b.Name).HasMaxLength(Company.NameLength);
        builder.Property(b => b.Address).HasMaxLength(Company.AddressLength);
        builder.HasOne<Company>().WithMany().HasForeignKey(b => b.CompanyId);
        // One active company has an INN, so that this makes INN and KPP unique among branches.
        builder.HasIndex(b => new { b.CompanyId, b.Kpp }).IsUnique();
        builder.HasIndex(b => new { b.CompanyId, b.Id });
    }
}
