using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Members;

public enum MemberRole
{
    /// <summary>Everything. A company always has one.</summary>
    Owner,

    /// <summary>Everything but what is for owners.</summary>
    Admin,

    /// <summary>Sees the company and who belongs to it; more by roles of the company's own.</summary>
    Member,
}

/// <summary>An account in a company. The account itself belongs to identity; here are its id and a copy of its name.</summary>
public sealed class Member : IVersioned
{
    public Guid CompanyId { get; init; }
    public Guid AccountId { get; init; }
    public MemberRole Role { get; set; }
    public DateTimeOffset JoinedAt { get; init; }
    public int Version { get; set; }

    public Company Company { get; init; } = null!;

    /// <summary>Roles of the company's own, besides <see cref="Role"/>.</summary>
    public List<Role> Roles { get; } = [];

    /// <summary>What this member may do, in the order of the catalogue.</summary>
    public IEnumerable<string> Permissions() => PermissionsOf(Role, Roles);

    /// <summary>What somebody with these roles may do, in the order of the catalogue.</summary>
    public static IEnumerable<string> PermissionsOf(MemberRole role, IReadOnlyCollection<Role> roles) => role switch
    {
        MemberRole.Owner => Permission.All.Select(p => p.Name),
        MemberRole.Admin => Permission.All.Where(p => !p.OwnersOnly).Select(p => p.Name),
        _ => Permission.All.Select(p => p.Name).Where(p => p == Permission.MembersRead || roles.Any(r => r.Permissions.Contains(p))),
    };

    public bool May(string permission) => Permissions().Contains(permission);
}

/// <summary>Which roles of the company's own a member has.</summary>
public sealed class MemberRoleAssignment
{
    public Guid CompanyId { get; init; }
    public Guid AccountId { get; init; }
    public Guid RoleId { get; init; }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members");
        builder.HasKey(m => new { m.CompanyId, m.AccountId });
        builder.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(m => m.Version).HasDefaultValue(1);
        builder.HasOne(m => m.Company).WithMany(c => c.Members).HasForeignKey(m => m.CompanyId);
        builder.HasMany(m => m.Roles).WithMany().UsingEntity<MemberRoleAssignment>(
            // A role that somebody has cannot be deleted; a member who leaves takes the assignments along.
            right => right.HasOne<Role>().WithMany().HasForeignKey(a => a.RoleId).OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne<Member>().WithMany().HasForeignKey(a => new { a.CompanyId, a.AccountId }),
            join =>
            {
                join.ToTable("member_roles");
                join.HasKey(a => new { a.CompanyId, a.AccountId, a.RoleId });
                join.HasIndex(a => a.RoleId);
            });
        // A person's companies, newest first.
        builder.HasIndex(m => new { m.AccountId, m.CompanyId }).IsUnique();
    }
}
