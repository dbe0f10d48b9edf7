using SaasPlatform.CompanyApi.Branches;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Ownership;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;

namespace SaasPlatform.CompanyApi.Audit;

/// <summary>What the audit log keeps of each thing, under the names that the API has for it. Nothing about a person is among it but ids.</summary>
internal static class AuditedStates
{
    public static AuditTarget AuditTarget(this Company company) => new("company", company.Id);

    public static object Audited(this Company company) => new
    {
        company.Kind,
        company.Inn,
        company.Kpp,
        company.Ogrn,
        company.Country,
        company.RegistrationNumber,
        company.FullName,
        company.ShortName,
        company.LegalAddress,
        company.PostalAddress,
        company.Okved,
        company.Bik,
        company.SettlementAccount,
        company.CorrespondentAccount,
        company.Status,
        company.RegistryStatus,
        company.RegistryStatusDate,
        company.Verification,
        company.ConfirmedBy,
        company.Seats,
    };

    public static AuditTarget AuditTarget(this Branch branch) => new("branch", branch.Id);

    public static object Audited(this Branch branch) => new { branch.Kpp, branch.Name, branch.Address };

    public static AuditTarget AuditTarget(this CompanyClaim claim) => new("claim", claim.Id);

    /// <summary>Without the message, which may say anything about anybody.</summary>
    public static object Audited(this CompanyClaim claim) => new { claim.AccountId, claim.ExpiresAt };

    public static AuditTarget AuditTarget(this CompanyDomain domain) => new("domain", domain.Id);

    public static object Audited(this CompanyDomain domain) =>
        new { domain.Name, Status = domain.IsVerified ? DomainStatus.Verified : DomainStatus.Pending, domain.Joining, domain.RoleId };

    public static AuditTarget AuditTarget(this JoinRequest request) => new("joinRequest", request.Id);

    public static object Audited(this JoinRequest request) => new { request.AccountId, request.DomainId, request.ExpiresAt };

    public static AuditTarget AuditTarget(this Member member) => new("member", member.AccountId);

    public static object Audited(this Member member) => new { member.Role, RoleIds = RoleIds(member.Roles) };

    public static AuditTarget AuditTarget(this Role role) => new("role", role.Id);

    public static object Audited(this Role role) => new { role.Name, role.Description, role.Permissions };

    public static AuditTarget AuditTarget(this MachineClient client) => new("machineClient", client.Id);

    public static object Audited(this MachineClient client) => new { client.Name, client.Role, RoleIds = RoleIds(client.Roles), client.SecretCreatedAt };

    /// <summary>A company has one offer at a time.</summary>
    public static AuditTarget AuditTarget(this OwnershipOffer offer) => new("ownershipOffer", offer.CompanyId);

    public static object Audited(this OwnershipOffer offer) => new { offer.FromAccountId, offer.ToAccountId, offer.ExpiresAt };

    public static AuditTarget AuditTarget(this Invitation invitation) => new("invitation", invitation.Id);

    public static object AuditedState(this Invitation invitation) => new { invitation.Role, RoleIds = RoleIds(invitation.Roles), invitation.ExpiresAt };

    /// <summary>An invitation that comes or goes, with the address, which is about a person: nobody but it may be known of whoever is invited.</summary>
    public static AuditChanges Audited(this Invitation invitation, object? before, object? after) => AuditChanges.Between(before, after)
        .WithPersonal(invitation.ComparableEmail, "email", before is null ? null : invitation.Email, after is null ? null : invitation.Email);

    private static List<Guid> RoleIds(IEnumerable<Role> roles) => [.. roles.Select(r => r.Id).Order()];
}
