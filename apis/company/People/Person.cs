using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SaasPlatform.CompanyApi.People;

/// <summary>What this service knows of an account: a copy of what identity announces, and no more of it than lists of members show.</summary>
public sealed class Person
{
    public Guid AccountId { get; init; }
    public required string Email { get; set; }
    public required string Name { get; set; }

    /// <summary>The version of the account that this is a copy of.</summary>
    public int AccountVersion { get; set; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.AccountId);
        builder.Property(p => p.AccountId).ValueGeneratedNever();
        builder.Property(p => p.Email).HasMaxLength(320);
        builder.Property(p => p.Name).HasMaxLength(400);
        builder.HasIndex(p => p.Email);
    }
}
