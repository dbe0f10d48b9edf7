using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>
/// A program of a company's own, as its back office, which gets tokens with <c>client_credentials</c> (RFC 6749 section 4.4). Its
/// secret belongs to identity; whose it is, and what it may do, stands here.
/// </summary>
public sealed class MachineClient : IVersioned
{
    public const int NameLength = 100;

    /// <summary>How many a company may have, those that are just being made included.</summary>
    public const int PerCompany = 20;

    /// <summary>The <c>client_id</c> at identity, and <c>sub</c> in the client's tokens: chosen here, so that identity can be told again.</summary>
    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public required string Name { get; set; }

    /// <summary>Admin or member, never owner.</summary>
    public MemberRole Role { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When its secret was made; null until identity has one, and the client is nothing to anybody until then.</summary>
    public DateTimeOffset? SecretCreatedAt { get; set; }

    public int Version { get; set; }

    public Company Company { get; init; } = null!;

    /// <summary>Roles of the company's own, besides <see cref="Role"/>.</summary>
    public List<Role> Roles { get; } = [];

    /// <summary>What the client may do, in the order of the catalogue.</summary>
    public IEnumerable<string> Permissions() => Member.PermissionsOf(Role, Roles);

    /// <summary>The client as a caller: it may do what a member with its roles may. Such a member is stored nowhere.</summary>
    internal Member AsMember()
    {
        var member = new Member { CompanyId = CompanyId, AccountId = Id, Role = Role, JoinedAt = CreatedAt, Company = Company };
        member.Roles.AddRange(Roles);
        return member;
    }
}

/// <summary>Which roles of the company's own a machine client has.</summary>
public sealed class MachineClientRoleAssignment
{
    public Guid MachineClientId { get; init; }
    public Guid RoleId { get; init; }
}

internal sealed class MachineClientConfiguration : IEntityTypeConfiguration<MachineClient>
{
    public void Configure(EntityTypeBuilder<MachineClient> builder)
    {
        builder.ToTable("machine_clients");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(MachineClient.NameLength);
        builder.Property(c => c.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasOne(c => c.Company).WithMany().HasForeignKey(c => c.CompanyId);
        builder.HasIndex(c => new { c.CompanyId, c.Id });
        builder.HasMany(c => c.Roles).WithMany().UsingEntity<MachineClientRoleAssignment>(
            // A role that a client has cannot be deleted; a client that goes takes the assignments along.
            right => right.HasOne<Role>().WithMany().HasForeignKey(a => a.RoleId).OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne<MachineClient>().WithMany().HasForeignKey(a => a.MachineClientId),
            join =>
            {
                join.ToTable("machine_client_roles");
                join.HasKey(a => new { a.MachineClientId, a.RoleId });
            });
    }
}
