using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Keys;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Identity.Data;

/// <summary>Accounts, sessions, clients, grants, tokens and keys.</summary>
public abstract class IdentityDb(DbContextOptions options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public const string Schema = "identity";

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<RegistrationConsent> RegistrationConsents => Set<RegistrationConsent>();

    public DbSet<PendingRegistration> PendingRegistrations => Set<PendingRegistration>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Client> Clients => Set<Client>();

    public DbSet<ClientLogo> ClientLogos => Set<ClientLogo>();

    public DbSet<StoredScope> Scopes => Set<StoredScope>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<IssuedToken> Tokens => Set<IssuedToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfiguration(new AccountConfiguration());
        builder.ApplyConfiguration(new RegistrationConsentConfiguration());
        builder.ApplyConfiguration(new PendingRegistrationConfiguration());
        builder.ApplyConfiguration(new PasswordResetConfiguration());
        builder.ApplyConfiguration(new SessionConfiguration());
        builder.ApplyConfiguration(new StoredKeyConfiguration());
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkeys").OwnsOne(p => p.Data).ToJson("data");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.ConfigureProtocol();
        builder.ApplyConfiguration(new ClientLogoConfiguration());
        builder.ConfigureOutbox();
        builder.UseDatabaseConventions();
    }
}
