using System.Collections.Frozen;

namespace SaasPlatform.CompanyApi.Permissions;

/// <summary>Something that a member may do in a company, beyond what every member may.</summary>
/// <param name="Name">Stable: roles, tokens and the permissions claim carry it.</param>
/// <param name="Description">In words, for whoever defines a role.</param>
/// <param name="OwnersOnly">Whether no role but that of an owner can have it.</param>
public sealed record Permission(string Name, string Description, bool OwnersOnly = false)
{
    public const string CompanyUpdate = "company.update";
    public const string CompanyArchive = "company.archive";
    public const string OwnershipTransfer = "ownership.transfer";
    public const string MembersRead = "members.read";
    public const string MembersInvite = "members.invite";
    public const string MembersManage = "members.manage";
    public const string RolesManage = "roles.manage";
    public const string DomainsManage = "domains.manage";
    public const string AuditRead = "audit.read";
    public const string ClientsManage = "clients.manage";

    /// <summary>The catalogue, in the order in which a page would list it.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        new(CompanyUpdate, "Change the company's data."),
        new(CompanyArchive, "Archive the company, restore it, and delete it.", OwnersOnly: true),
        new(OwnershipTransfer, "Hand the company over to another member.", OwnersOnly: true),
        new(MembersRead, "See who belongs to the company."),
        new(MembersInvite, "Invite people, see who is invited, and let in who asks to join."),
        new(MembersManage, "Change the roles of members, and remove them."),
        new(RolesManage, "Define the roles of the company."),
        new(DomainsManage, "Prove domains of the company, and decide who joins by an address there."),
        new(AuditRead, "See who changed what in the company."),
        new(ClientsManage, "Give programs of the company access to it, and take it away."),
    ];

    /// <summary>Those that a role of the company's own can have.</summary>
    public static FrozenSet<string> Grantable { get; } = All.Where(p => !p.OwnersOnly).Select(p => p.Name).ToFrozenSet(StringComparer.Ordinal);
}
