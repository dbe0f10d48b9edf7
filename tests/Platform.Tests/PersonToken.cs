using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Identity;
using SaasPlatform.Keys;

namespace SaasPlatform.Platform.Tests;

/// <summary>An access token as identity would issue it, signed with the key that lies in its database.</summary>
internal static class PersonToken
{
    public static async Task<string> SignAsync(Installation installation, string service, string scope)
    {
        // Composed to read the keys, and never started: the running identity is a process of its own.
        await using var identity = IdentityApp.Create([], builder => builder.Configuration.AddInMemoryCollection(
        [
            .. installation.DatabaseSettings.Where(s => s.Key != "Database:MigrateAtStart"),
            new("RootKey", installation.Environment["IDENTITY_RootKey"]),
        ]));
        var ring = identity.Services.GetRequiredService<KeyRing>();
        await ring.RefreshAsync(CancellationToken.None);
        var account = Guid.CreateVersion7().ToString();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = installation.Address("Identity", "/").AbsoluteUri,
            Audience = installation.Environment[$"PLATFORM_Addresses__{service}"],
            Claims = new Dictionary<string, object> { ["sub"] = account, ["client_id"] = "web", ["scope"] = scope },
            SigningCredentials = new SigningCredentials(ring.ActiveKey(KeyPurpose.Published).Material, SecurityAlgorithms.RsaSha256),
        });
    }
}
