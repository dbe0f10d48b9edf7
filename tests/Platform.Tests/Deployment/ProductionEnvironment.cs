using System.Security.Cryptography;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;

namespace SaasPlatform.Platform.Tests.Deployment;

/// <summary>The environment variables of services in production, on a test's database and free ports.</summary>
internal static class ProductionEnvironment
{
    public static Dictionary<string, string?> For(TestDatabase database, string listenOn = "localhost")
    {
        using var key = RSA.Create(2048);
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["PLATFORM_Http__ShutdownDelaySeconds"] = "0",
            ["PLATFORM_Addresses__Web"] = "http://localhost:3000",
            ["IDENTITY_RootKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PLATFORM_Mail__Host"] = "localhost",
            ["PLATFORM_Mail__From"] = "noreply@example.com",
            ["IDENTITY_ServiceClient__PrivateKey"] = key.ExportPkcs8PrivateKeyPem(),
            ["COMPANY_ServiceClient__PrivateKey"] = key.ExportPkcs8PrivateKeyPem(),
            ["PLATFORM_Events__Secrets__0"] = WebhookSecret.Create(),
            ["COMPANY_Audit__SigningKey"] = signing.ExportPkcs8PrivateKeyPem(),
        };
        environment.UseDatabase(database);
        foreach (var service in new[] { "Identity", "Company", "User", "Partner" })
        {
            var port = ServiceProcess.FreePort();
            environment[$"PLATFORM_Addresses__{service}"] = $"http://localhost:{port}";
            environment[$"{service.ToUpperInvariant()}_Http__Url"] = $"http://{listenOn}:{port}";
        }

        return environment;
    }

    /// <summary>Points the services at another database.</summary>
    public static void UseDatabase(this Dictionary<string, string?> environment, TestDatabase database)
    {
        foreach (var (name, value) in database.Settings.Where(s => s.Key != "Database:MigrateAtStart"))
            environment["PLATFORM_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
    }
}
