using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>What people with an address in the domain may do by themselves.</summary>
public enum DomainJoining
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Ask to become a member.</summary>
    Approval,

    /// <summary>Become a member.</summary>
    Automatic,
}

/// <summary>Why the last look at the DNS did not prove the domain.</summary>
public enum DomainFailure
{
    /// <summary>There is no TXT record at that name.</summary>
    RecordMissing,

    /// <summary>There is a TXT record, with another value.</summary>
    RecordDiffers,

    /// <summary>The DNS gave no answer: it says nothing about the record.</summary>
    DnsUnavailable,
}

/// <summary>A domain that a company says is its own, and once it is verified has proved to control.</summary>
public sealed class CompanyDomain : IVersioned
{
    /// <summary>How many a company may have.</summary>
    public const int PerCompany = 20;

    /// <summary>The label in front of the domain, so that its own TXT records stay as they are (underscored names: RFC 8552).</summary>
    public const string RecordLabel = "_saasplatform-challenge";

    /// <summary>What the value begins with, so that whoever finds the record knows whose it is.</summary>
    public const string ValuePrefix = "saasplatform-verification=";

    private const int TokenBytes = 20;

    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }

    /// <summary>As <see cref="DomainName.Parse"/> gives it.</summary>
    public required string Name { get; init; }

    /// <summary>What nobody publishes by chance; another one for each company.</summary>
    public string Token { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>Since when it is proved; null while it is not. One company at a time has proved a domain.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>When the DNS was last asked.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Why that did not prove the domain; null where it did.</summary>
    public DomainFailure? Failure { get; set; }

    /// <summary>Since when the record of a verified domain is gone.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>When the DNS is asked again, while the domain is verified.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DomainJoining Joining { get; set; }

    /// <summary>The role of the company's own that whoever joins gets, besides being a member.</summary>
    public Guid? RoleId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    public Company Company { get; init; } = null!;
    public Role? Role { get; set; }

    public bool IsVerified => VerifiedAt is not null;

    /// <summary>Where the TXT record is published.</summary>
    public string RecordName => $"{RecordLabel}.{Name}";

    /// <summary>What it says.</summary>
    public string RecordValue => ValuePrefix + Token;

    internal const int TokenLength = 2 * TokenBytes;
}

internal sealed class CompanyDomainConfiguration : IEntityTypeConfiguration<CompanyDomain>
{
    public void Configure(EntityTypeBuilder<CompanyDomain> builder)
    {
        builder.ToTable("domains");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Name).HasMaxLength(DomainName.MaxLength);
        builder.Property(d => d.Token).HasMaxLength(CompanyDomain.TokenLength);
        builder.Property(d => d.Failure).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.Joining).HasConversion<string>().HasMaxLength(20);
        builder.HasOne(d => d.Company).WithMany().HasForeignKey(d => d.CompanyId);
        // A role that is deleted is given to nobody.
        builder.HasOne(d => d.Role).WithMany().HasForeignKey(d => d.RoleId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(d => new { d.CompanyId, d.Name }).IsUnique();
        builder.HasIndex(d => new { d.CompanyId, d.Id });
        // One company a verified domain; and the way from an address to the company.
        builder.HasIndex(d => d.Name).IsUnique().HasFilter("verified_at IS NOT NULL");
        // Those to be asked for next are found along it.
        builder.HasIndex(d => d.DueAt).HasFilter("verified_at IS NOT NULL");
    }
}
