using SaasPlatform.Identity.Clients;

namespace SaasPlatform.Identity.Tests.Branding;

/// <summary>A third-party client with a picture, a colour and links; its name tries to be HTML.</summary>
internal static class BrandedClient
{
    public const string Name = "Shop <b>&</b> \"Co\"";
    public const string Svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#c2410c"/></svg>""";

    public static ClientDefinition Define(string? logoFile = null) => new()
    {
        ClientId = $"brand-{Guid.NewGuid():N}",
        Secret = TestClients.NewSecret(),
        Name = Name,
        LogoFile = logoFile,
        Color = "#C2410C",
        ClientUri = "https://shop.example/",
        PolicyUri = "https://shop.example/privacy?a=1&b=2",
        TosUri = "https://shop.example/terms",
        RedirectUris = ["https://shop.example/signed-in"],
        PostLogoutRedirectUris = ["https://shop.example/bye"],
        GrantTypes = ["authorization_code", "refresh_token"],
        Scopes = ["profile", "email"],
    };

    /// <summary>The same as its own program knows it.</summary>
    public static TestClient Client(ClientDefinition definition, string scope = "openid email offline_access") =>
        new(definition.ClientId, definition.Secret, definition.RedirectUris[0], scope);

    /// <summary>Registers it with a picture.</summary>
    public static async Task<ClientDefinition> RegisterAsync(IdentityService service, string picture = Svg)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, picture);
            var definition = Define(file);
            await service.ApplyAsync(definition);
            return definition;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
