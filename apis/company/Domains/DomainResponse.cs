using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>Whether a domain is proved.</summary>
public enum DomainStatus
{
    Pending,
    Verified,
}

/// <summary>What to publish in the DNS.</summary>
/// <param name="Type"><c>TXT</c>.</param>
/// <param name="Name">The whole name; panels that add the domain themselves want what stands before it.</param>
/// <param name="Value">What it says, in one string.</param>
public sealed record DomainRecordResponse(string Type, string Name, string Value);

/// <summary>A domain of a company.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">In lower-case ASCII; international names as IDNA has them.</param>
/// <param name="ReadableName">As people read it.</param>
/// <param name="Status">Whether it is proved.</param>
/// <param name="Record">The proof. It stays published while the domain is to be verified.</param>
/// <param name="VerifiedAt">Since when it is verified; null while it is not.</param>
/// <param name="CheckedAt">When the DNS was last asked; null while it has not been.</param>
/// <param name="Failure">Why that did not prove the domain; null where it did.</param>
/// <param name="LapsesAt">When a verified domain whose record is gone stops being verified; null where it is there.</param>
/// <param name="Joining">What people with an address in it may do, once it is verified.</param>
/// <param name="Role">The role of the company's own that they get, besides being members; null for none.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ETag">What a change of this domain sends in <c>If-Match</c>.</param>
public sealed record DomainResponse(
    Guid Id, string Name, string ReadableName, DomainStatus Status, DomainRecordResponse Record, DateTimeOffset? VerifiedAt, DateTimeOffset? CheckedAt, DomainFailure? Failure,
    DateTimeOffset? LapsesAt, DomainJoining Joining, RoleReference? Role, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string ETag)
{
    internal static DomainResponse From(CompanyDomain domain, DateTimeOffset? lapsesAt) => new(
        domain.Id, domain.Name, DomainName.Readable(domain.Name), domain.IsVerified ? DomainStatus.Verified : DomainStatus.Pending,
        new("TXT", domain.RecordName, domain.RecordValue), domain.VerifiedAt, domain.CheckedAt, domain.Failure, lapsesAt, domain.Joining,
        domain.Role is { } role ? new(role.Id, role.Name) : null, domain.CreatedAt, domain.UpdatedAt, ETags.Format(domain.Version));
}
