using Microsoft.AspNetCore.Identity;

namespace SaasPlatform.Identity.Accounts;

/// <summary>The rules of accounts: what a password must be, when an account locks, what is stored.</summary>
internal static class AccountRules
{
    public const int PasswordLength = 10;

    public static void Apply(IdentityOptions options)
    {
        // Version 3 brings the passkey table; the model must be the same here and when migrations are added.
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Stores.MaxLengthForKeys = 128;

        options.User.RequireUniqueEmail = true;
        // E-mail addresses are the names; which characters those may have is the e-mail check's business.
        options.User.AllowedUserNameCharacters = string.Empty;

        // NIST SP 800-63B section 5.1.1.2: length and a list of known passwords, no composition rules.
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;

        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);

        options.ClaimsIdentity.UserIdClaimType = "sub";
        options.ClaimsIdentity.UserNameClaimType = "name";
        options.ClaimsIdentity.EmailClaimType = "email";
    }
}
