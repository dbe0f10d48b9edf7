using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>A record of a file of invitations.</summary>
/// <param name="Cells">By column, without white space around them; empty where they cannot be told apart.</param>
internal sealed record InvitationRecord(IReadOnlyDictionary<string, string> Cells)
{
    private static readonly Dictionary<string, MemberRole> MemberRoles = Enum.GetValues<MemberRole>().ToDictionary(r => r.ToString(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, InvitationLanguage> Languages = Enum.GetValues<InvitationLanguage>().ToDictionary(l => l.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why its cells cannot be told apart.</summary>
    public (string Code, string Detail)? Fault { get; private init; }

    public string? Email => Cells.GetValueOrDefault("email");

    public static InvitationRecord Unreadable(string code, string detail) => new(new Dictionary<string, string>()) { Fault = (code, detail) };

    /// <summary>What <c>inviteMember</c> takes.</summary>
    /// <returns>The request, or the first column that is wrong.</returns>
    public (InviteMemberRequest? Request, string? Column, string? Detail) Read()
    {
        if (EmailAddress.Parse(Email) is null)
            return (null, "email", "The e-mail address must be one that mail can be sent to.");
        if (!MemberRoles.TryGetValue(Cells["role"], out var role))
            return (null, "role", "The role must be owner, admin or member.");
        var language = Cells.GetValueOrDefault("language") ?? "";
        if (language.Length > 0 && !Languages.ContainsKey(language))
            return (null, "language", "The language must be ru or en, or empty.");
        var ids = (Cells.GetValueOrDefault("roleIds") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > Roles.Role.PerCompany || ids.Any(id => !Guid.TryParse(id, out _)))
            return (null, "roleIds", "The ids of roles are UUIDs, separated by spaces.");
        return (new() { Email = Email!, Role = role, Language = language.Length > 0 ? Languages[language] : null, RoleIds = [.. ids.Select(Guid.Parse)] }, null, null);
    }
}
