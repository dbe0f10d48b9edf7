using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Roles;

/// <summary>A role that a company defines itself. Members have it besides owner, admin or member.</summary>
public sealed class Role : IVersioned
{
    public const int NameLength = 100;
    public const int DescriptionLength = 500;

    /// <summary>How many a company may define: every token names those of its subject.</summary>
    public const int PerCompany = 50;

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }

    /// <summary>Names of <see cref="Permissions.Permission"/>, in the order of the catalogue.</summary>
    public required List<string> Permissions { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }
}

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("roles");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(Role.NameLength);
        builder.Property(r => r.Description).HasMaxLength(Role.DescriptionLength);
        builder.HasOne<Company>().WithMany().HasForeignKey(r => r.CompanyId);
        builder.HasIndex(r => new { r.CompanyId, r.Name }).IsUnique();
    }
}
