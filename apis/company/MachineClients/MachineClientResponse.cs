using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>A machine client of a company.</summary>
/// <param name="ClientId">As it names itself at the token endpoint; <c>sub</c> and <c>client_id</c> in its tokens.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">Admin or member.</param>
/// <param name="Roles">Roles of the company's own, besides.</param>
/// <param name="Permissions">What all of them together allow.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When its name or roles last changed.</param>
/// <param name="SecretCreatedAt">When its secret was made.</param>
/// <param name="ETag">What a change of this client sends in <c>If-Match</c>.</param>
public sealed record MachineClientResponse(
    Guid ClientId, string Name, MemberRole Role, IReadOnlyList<RoleReference> Roles, IReadOnlyList<string> Permissions, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, DateTimeOffset SecretCreatedAt, string ETag)
{
    internal static MachineClientResponse From(MachineClient client) => new(
        client.Id, client.Name, client.Role, [.. client.Roles.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => new RoleReference(r.Id, r.Name))],
        [.. client.Permissions()], client.CreatedAt, client.UpdatedAt, client.SecretCreatedAt!.Value, ETags.Format(client.Version));
}

/// <summary>A machine client with its secret, which is told this once.</summary>
/// <param name="Client">The client.</param>
/// <param name="ClientSecret">With what it authenticates itself at the token endpoint. Nobody can read it again.</param>
/// <param name="PreviousSecretExpiresAt">Until when the secret before is good too; null where there was none.</param>
public sealed record MachineClientSecretResponse(MachineClientResponse Client, string ClientSecret, DateTimeOffset? PreviousSecretExpiresAt);
