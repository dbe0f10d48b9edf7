using Microsoft.AspNetCore.DataProtection;
using SaasPlatform.Keys;

namespace SaasPlatform.Identity.Data;

internal static class StoredDataProtection
{
    /// <summary>Cookies and form tokens are readable by every replica and after a restart: their keys lie in the database, wrapped.</summary>
    public static void AddStoredDataProtection(this WebApplicationBuilder builder) =>
        builder.Services.AddDataProtection()
            .SetApplicationName("saasplatform-identity")
            .PersistKeysToDbContext<IdentityDb>()
            .ProtectKeysWithRootKey();
}
