using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>A machine client to create, or what of one may change.</summary>
public sealed record MachineClientRequest : IValidatableObject
{
    /// <summary>What it is for.</summary>
    [Required, PlainText, MaxLength(MachineClient.NameLength)]
    public string Name { get; init; } = null!;

    /// <summary>Admin or member.</summary>
    [Required]
    public MemberRole? Role { get; init; }

    /// <summary>Roles of the company's own, besides; none when absent.</summary>
    [MaxLength(CompanyApi.Roles.Role.PerCompany)]
    public IReadOnlyList<Guid>? RoleIds { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Role == MemberRole.Owner)
            yield return new("A machine client is no owner: a person answers for a company.", ["role"]);
    }
}

/// <summary>
/// Stored here first, as a client without a secret, which nobody sees; then identity makes the secret; then it is a client. Whatever fails
/// between leaves one without a secret, or one whose secret nobody has: identity forgets it at once, and what is left here is removed by <see cref="UnfinishedMachineClients"/>.
/// </summary>
internal static class CreateMachineClient
{
    public static async Task<Results<VersionedCreated<MachineClientSecretResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, MachineClientRequest request, HttpContext http, CompanyDb db, CurrentUser user, AuditTrail audit, IdentityClients identity, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (client, refusal) = await BeginAsync(companyId, request, db, user, clock, cancellationToken);
        if (client is null)
            return refusal!;

        ClientSecret secret;
        try
        {
            secret = await identity.RegisterAsync(client.Id, companyId, cancellationToken);
        }
        catch (UnavailableException)
        {
            // The answer may have been lost after identity registered the client.
            await db.RemoveMachineClientsAsync(c => c.Id == client.Id, cancellationToken);
            throw;
        }

        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        if (await db.ReadCallerAsync(companyId, user, cancellationToken) is null)
        {
            // The company was deleted meanwhile, or the caller removed from it.
            await change.RollbackAsync(cancellationToken);
            db.ChangeTracker.Clear();
            await db.RemoveMachineClientAsync(client.Id, cancellationToken);
            return Problems.NotFound("company");
        }

        client.SecretCreatedAt = clock.GetUtcNow();
        await audit.RecordAsync(db, companyId, "machineClient.created", client.AuditTarget(), AuditChanges.Between(null, client.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        http.KeepNothing();
        return new VersionedCreated<MachineClientSecretResponse>(
            new(MachineClientResponse.From(client), secret.Secret, null), ETags.Format(client.Version), $"/v1/companies/{companyId}/machine-clients/{client.Id}");
    }

    private static async Task<(MachineClient? Client, ProblemHttpResult? Refusal)> BeginAsync(
        Guid companyId, MachineClientRequest request, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.ClientsManage, out var refusal))
            return (null, refusal);
        if (await db.ChosenRolesAsync(companyId, request.RoleIds, cancellationToken) is not { } roles)
            return (null, ChosenRoles.NotOfThisCompany());
        if (caller.RefuseBeyondOwn(Member.PermissionsOf(request.Role!.Value, roles)) is { } beyond)
            return (null, beyond);
        if (await db.MachineClients.CountAsync(c => c.CompanyId == companyId, cancellationToken) >= MachineClient.PerCompany)
            return (null, Problems.Conflict("too_many_machine_clients", $"A company has at most {MachineClient.PerCompany} machine clients.", "Delete one that is not used any more."));

        var now = clock.GetUtcNow();
        var client = new MachineClient
        {
            Id = Guid.CreateVersion7(now),
            CompanyId = companyId,
            Name = request.Name.Trim(),
            Role = request.Role.Value,
            CreatedAt = now,
            UpdatedAt = now,
        };
        client.Roles.AddRange(roles);
        db.Add(client);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return (client, null);
    }
}
