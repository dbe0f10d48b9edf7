using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;

namespace SaasPlatform.CompanyApi.Members;

public enum MemberRole
{
    Owner,
}

/// <summary>An account in a company. The account itself belongs to identity; only its id is known here.</summary>
public sealed class Member
{
    public Guid CompanyId { get; init; }
    public Guid AccountId { get; init; }
    public MemberRole Role { get; set; }
    public DateTimeOffset JoinedAt { get; init; }

    public Company Company { get; init; } = null!;
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members");
        builder.HasKey(m => new { m.CompanyId, m.AccountId });
        builder.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasOne(m => m.Company).WithMany(c => c.Members).HasForeignKey(m => m.CompanyId);
        // A person's companies, newest first.
        builder.HasIndex(m => new { m.AccountId, m.CompanyId }).IsUnique();
    }
}
