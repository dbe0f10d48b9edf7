using System.Security.Claims;

namespace SaasPlatform.Shared.Security;

/// <summary>Whom the access token of this request speaks for: a person, or a client that acts for itself.</summary>
public sealed class CurrentUser(ClaimsPrincipal principal)
{
    /// <summary><c>sub</c>: the account id of a person, the client id of a client (RFC 9068 section 2.2).</summary>
    public string Subject { get; } = principal.FindFirst("sub")?.Value ?? throw new InvalidOperationException("The request carries no access token.");

    /// <summary>The client that the token was issued to.</summary>
    public string? ClientId { get; } = principal.FindFirst("client_id")?.Value;

    /// <summary>The one company that the token is for (<c>org_id</c>); null for one that is for none in particular.</summary>
    public Guid? OrganizationId { get; } = principal.FindFirst("org_id")?.Value is { } id ? Guid.Parse(id) : null;

    /// <summary>Whether the token speaks for a person.</summary>
    public bool IsPerson => Subject != ClientId && Guid.TryParse(Subject, out _);

    /// <summary>The account id of the person.</summary>
    /// <exception cref="InvalidOperationException">The token speaks for a client: the operation lacks <c>RequirePerson</c>.</exception>
    public Guid Id => IsPerson ? Guid.Parse(Subject) : throw new InvalidOperationException("The token speaks for a client, not for a person.");
}
