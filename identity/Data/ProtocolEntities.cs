using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace SaasPlatform.Identity.Data;

/// <summary>A registered application.</summary>
public sealed class Client : OpenIddictEntityFrameworkCoreApplication<Guid, Grant, IssuedToken>
{
    public Client() => Id = Guid.CreateVersion7();
}

/// <summary>
/// What an account allowed a client: the tokens of one authorization (ad hoc), or a consent that is remembered (permanent).
/// </summary>
public sealed class Grant : OpenIddictEntityFrameworkCoreAuthorization<Guid, Client, IssuedToken>
{
    public Grant() => Id = Guid.CreateVersion7();

    /// <summary>The browser session it came from (<c>sid</c>); null for a consent.</summary>
    public string? SessionId { get; set; }

    /// <summary>Whether signing out ends its tokens. Offline access that a third party was granted goes on.</summary>
    public bool EndsWithSession { get; set; }

    /// <summary>The company that its tokens are for, unless a token request names another one.</summary>
    public Guid? OrganizationId { get; set; }

    /// <summary>Claims that the client asked for one by one at userinfo, separated by spaces (OIDC Core section 5.5).</summary>
    public string? UserInfoClaims { get; set; }
}

/// <summary>A code, access token, ID token or refresh token that was issued.</summary>
public sealed class IssuedToken : OpenIddictEntityFrameworkCoreToken<Guid, Client, Grant>
{
    public IssuedToken() => Id = Guid.CreateVersion7();

    /// <summary>The refresh token that was exchanged for this one; one token has one successor.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The key by which this refresh token was derived from its parent.</summary>
    public string? DerivedWith { get; init; }
}

/// <summary>A scope of an API beside the platform's own; those of the platform live in code.</summary>
public sealed class StoredScope : OpenIddictEntityFrameworkCoreScope<Guid>
{
    public StoredScope() => Id = Guid.CreateVersion7();
}

internal static class ProtocolEntities
{
    public static void ConfigureProtocol(this ModelBuilder model)
    {
        model.UseOpenIddict<Client, Grant, StoredScope, IssuedToken, Guid>();
        model.Entity<Client>().ToTable("clients");
        model.Entity<StoredScope>().ToTable("scopes");
        model.Entity<Grant>(grant =>
        {
            grant.ToTable("grants");
            grant.Property(g => g.SessionId).HasMaxLength(64);
            grant.Property(g => g.UserInfoClaims).HasMaxLength(1_000);
            grant.HasIndex(g => g.SessionId);
            grant.HasIndex(g => g.Subject);
            grant.HasIndex(g => g.CreationDate);
        });
        // Listing by subject and pruning by age would otherwise read the whole table.
        model.Entity<IssuedToken>(token =>
        {
            token.ToTable("tokens");
            token.HasIndex(t => t.Subject);
            token.HasIndex(t => t.ExpirationDate);
            token.HasIndex(t => t.CreationDate);
            token.Property(t => t.DerivedWith).HasMaxLength(64);
            token.HasIndex(t => t.ParentId).IsUnique();
        });
    }
}
